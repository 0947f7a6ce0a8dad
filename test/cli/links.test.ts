/** The links of this computer on the command line: what they may do, narrowing and closing them. */
import { expect, it } from 'vitest'
import { link } from '../../main/cli/link-commands.ts'
import { openBridge } from '../control/open-bridge.ts'
import { printed } from './commands.ts'
import { linkAs } from './link-as.ts'

it('lists what the links may do, narrows and closes them', async () => {
  const { dataDir, invoke } = await openBridge()
  const run = (...words: string[]) => printed(dataDir, (context) => link(context, words))
  expect(await run()).toContain('No program has been linked on this computer since the start.')
  const call = await linkAs(dataDir, 'claude')
  await call('check_inbox', {})
  expect(await run('list')).toMatch(/^claude +1 link +may write, reads the whole conversation/)

  expect(await run('writes', 'claude', 'no')).toBe(
    'From the next call on, links of claude: may not write, reads the whole conversation.\n',
  )
  expect(await run('reads', 'claude', 'own')).toContain('may not write, reads only its own')
  expect((await invoke('settings.get')).settings.linkBounds).toEqual([
    { participant: 'claude', mayWrite: false, reads: 'own' },
  ])
  await run('reads', 'claude', 'whole')
  await run('writes', 'claude', 'yes')
  expect((await invoke('settings.get')).settings.linkBounds).toEqual([])

  expect(await run('close', 'claude')).toContain('Closed 1 link of claude.')
  await expect.poll(() => run('close', 'claude')).toBe('No link of claude is open.\n')
  // A program that has ended was linked all the same.
  expect(await run()).toMatch(/^claude +no link open +.* called /)
})

it.each([
  [['close']],
  [['reads', 'claude']],
  [['reads', 'claude', 'half']],
  [['widen', 'claude', 'x']],
  [['writes', 'claude', 'valueOf']],
])('refuses %j, with what would be right', (words) => {
  expect(() => link({} as Parameters<typeof link>[0], words)).toThrow('Use: drawbridge link')
})
