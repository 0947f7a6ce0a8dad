/** No client learns of anything that a power cut could still undo. */
import { fdatasync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { SyncFile } from '../../main/bridge/store/log-on-disk.ts'
import { openMcpHost, type McpHost } from './mcp-host.ts'

/** A disk that takes its time until it is let go on. */
function slowDisk() {
  const held: (() => void)[] = []
  let slow = false
  const syncFile: SyncFile = (fd, done) => {
    if (slow) held.push(() => fdatasync(fd, done))
    else fdatasync(fd, done)
  }
  return {
    syncFile,
    held,
    hold: () => void (slow = true),
    letGo() {
      slow = false
      for (const go of held.splice(0)) go()
    },
  }
}

let lastId = 0

async function call(host: McpHost, method: string, params: object): Promise<string> {
  lastId += 1
  const answer = await fetch(host.url, {
    method: 'POST',
    headers: {
      authorization: 'Bearer chatgpt',
      'content-type': 'application/json',
      'mcp-protocol-version': '2025-06-18',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: lastId, method, params }),
  })
  return answer.text()
}

const checkInbox = { name: 'check_inbox', arguments: { mark_as_read: false } }

it.each([
  ['check_inbox in the plain lane', 'tools/call', checkInbox],
  [
    'check_inbox by the SDK',
    'tools/call',
    { ...checkInbox, _meta: { 'io.modelcontextprotocol/x': 1 } },
  ],
  ['the inbox as a resource', 'resources/read', { uri: 'drawbridge://inbox/chatgpt' }],
  ['the list of resources', 'resources/list', {}],
])('%s is answered once what it tells of is on the disk', async (_what, method, params) => {
  const disk = slowDisk()
  const host = await openMcpHost({ syncFile: disk.syncFile })
  onTestFinished(disk.letGo)
  // From here on its client is known, which is a write of its own.
  expect(await call(host, 'tools/call', checkInbox)).toContain('"messages":[]')
  disk.hold()
  const sending = host.conversation.send('claude', { to: ['chatgpt'], text: 'the letter' })
  await vi.waitFor(() => expect(disk.held).toHaveLength(1))
  let answered = false
  const asked = host.answered()
  const asking = call(host, method, params).finally(() => void (answered = true))
  // Other calls go through meanwhile, so this one had its time too.
  for (let other = 0; other < 3; other += 1) await call(host, 'ping', {})
  for (let turn = 0; turn < 10; turn += 1) await nextTurn()
  expect([answered, host.answered() - asked]).toEqual([false, 3])
  disk.letGo()
  expect(await asking).toContain('the letter')
  await sending
})
