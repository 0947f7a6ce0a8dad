/** Nobody speaks as the owner over the local link: the bridge itself refuses, whatever a program asks for. */
import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { LinkFile } from '../../main/bridge/local/link-file.ts'
import { openBridge } from '../control/open-bridge.ts'

/** The first line that comes back on this hello, or what the bridge had said when it hung up. */
async function hello(dataDir: string, participant: string): Promise<unknown> {
  const link = JSON.parse(await readFile(join(dataDir, 'link.json'), 'utf8')) as LinkFile
  const socket = connect(link.path)
  onTestFinished(() => void socket.destroy())
  socket.write(`${JSON.stringify({ as: 'mcp', token: link.token, participant })}\n`)
  let seen = ''
  for await (const data of socket) {
    seen += String(data)
    if (seen.includes('\n')) break
  }
  return JSON.parse(seen)
}

it('refuses a link that says it is the owner, and serves it nothing', async () => {
  const at = await openBridge()
  expect(await hello(at.dataDir, 'owner')).toMatchObject({
    ok: false,
    error: { code: 'owner-reserved' },
  })
  expect((await at.invoke('status.get')).links).toEqual([])
  // Everybody else comes in by the same door.
  expect(await hello(at.dataDir, 'gemini')).toEqual({ ok: true })
})

it.each(['Owner', 'OWNER', ' owner', 'owner ', 'owner\0', 'ｏｗｎｅｒ', ''])(
  'makes no participant of %j, which a person could take for the owner',
  async (participant) => {
    const at = await openBridge()
    const before = await at.invoke('participants.list')
    expect(await hello(at.dataDir, participant)).toMatchObject({ ok: false })
    expect(await at.invoke('participants.list')).toEqual(before)
  },
)
