/** What clients have received, on the command line; read by a real link from a whole bridge. */
import { expect, it } from 'vitest'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { verify } from '../../main/cli/audit-command.ts'
import { createContext } from '../../main/cli/context.ts'
import { seen } from '../../main/cli/seen-command.ts'
import { BridgeError } from '../../main/bridge/base/errors.ts'
import { openBridge } from '../control/open-bridge.ts'
import { linkAs } from './link-as.ts'
import { printed } from './commands.ts'

const plain = { csv: false }

it('seen: who received anything, what of a file, by whom; whole as CSV', async () => {
  const { dataDir, invoke } = await openBridge()
  const run = (command: Parameters<typeof printed>[1]) => printed(dataDir, command)
  expect(await run((context) => seen(context, [], plain))).toBe(
    'No client has received anything yet.\n',
  )
  await invoke('files.write', { name: 'plan.md', content: '# Plan' })
  const call = await linkAs(dataDir, 'claude')
  await call('list_files', {})
  await call('read_file', { name: 'plan.md' })
  await expect.poll(() => invoke('ledger.seen', {})).toHaveLength(2)
  expect(await run((context) => seen(context, ['plan.md'], plain))).toMatch(
    /Anthropic · claude-code +all of plan\.md version 1 +read_file \(link\) +by owner/,
  )
  expect(await run((context) => seen(context, ['plan.md'], { ...plain, by: 'openai' }))).toBe(
    'Received by nobody, as far as this ledger goes back.\n',
  )
  expect(await run((context) => seen(context, [], plain))).toMatch(
    /^Anthropic +claude-code +claude +2 entries +last .* link:claude-code$/m,
  )
  const csv = await run((context) => seen(context, [], { csv: true }))
  expect(csv.trimEnd().split('\r\n')).toHaveLength(3)
  await expect(run((context) => seen(context, ['a', 'b'], plain))).rejects.toThrow('Use:')
})

it('audit --verify says that both chains hold, and which does not', async () => {
  const { dataDir, invoke } = await openBridge()
  await invoke('files.write', { name: 'plan.md', content: '# Plan' })
  const call = await linkAs(dataDir, 'claude')
  await call('read_file', { name: 'plan.md' })
  await expect.poll(() => invoke('ledger.seen', {})).toHaveLength(1)
  expect(await printed(dataDir, verify)).toBe(
    'Conversation: 1 entry, as written.\nLedger: 1 entry, as entered.\n',
  )
  const db = new DatabaseSync(join(dataDir, 'bridge.db'))
  db.exec('UPDATE received SET at = at + 1')
  db.close()
  const refused = verify(createContext({ data: dataDir, json: false, stdout: process.stdout }))
  await expect(refused).rejects.toSatisfy(
    (error) => error instanceof BridgeError && error.code === 'ledger-broken',
  )
})
