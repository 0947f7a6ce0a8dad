/** What a row of the traffic says of a message: who wrote to whom and its first words, where the owner may see them. */
import { expect, it } from 'vitest'
import { silentLog, systemClock } from '../../main/bridge/base/ports.ts'
import { createTraffic } from '../../main/bridge/traffic/traffic.ts'
import { faceOf } from '../mcp/clients.ts'
import { createRandom, invent } from '../scan/invented.ts'
import { linkedClient } from '../talk/linked-clients.ts'
import { openBridge } from './open-bridge.ts'

async function openTraffic() {
  const { dataDir, invoke } = await openBridge()
  const claude = faceOf(await linkedClient(dataDir, 'claude'))
  await invoke('participants.add', { id: 'chatgpt' }).catch(() => undefined)
  const send = (message: string) => claude.call('send_message', { to: 'chatgpt', message })
  const messages = async () => {
    const { rows } = await invoke('traffic.list', {})
    return rows.filter(({ target }) => target === 'send_message').map(({ message }) => message)
  }
  return { invoke, claude, send, messages }
}

it('is the sender, the recipients and the first words of what was sent, in the list and by itself', async () => {
  const { invoke, send, messages } = await openTraffic()
  await send(`The **second** cable\nis in. ${'It holds. '.repeat(30)}`)
  const said = {
    id: 'm1',
    from: 'claude',
    to: ['chatgpt'],
    words: 'The second cable is in. It holds. It holds. It holds. It…',
  }
  expect(await messages()).toEqual([said])
  const { rows } = await invoke('traffic.list', {})
  const { seq = 0 } = rows.find(({ target }) => target === 'send_message') ?? {}
  expect((await invoke('traffic.get', { seq }))?.message).toEqual(said)
  expect(rows.filter(({ message }) => message !== null)).toHaveLength(1)
  expect(JSON.stringify(await invoke('diagnostics.make'))).not.toContain('second cable')
})

it('is nothing while it waits at the gate, nor when it was sent back or refused', async () => {
  const { invoke, send, claude, messages } = await openTraffic()
  await invoke('held.guard', { on: true })
  await send('heliotrope one')
  await send('heliotrope two')
  const [first, second] = await invoke('held.list', {})
  await invoke('held.return', { id: first?.id ?? '', reason: 'no' })
  await invoke('held.release', { id: second?.id ?? '' })
  await claude.call('send_message', { to: 'chatgpt', message: 'x', thread: 't999' })
  expect(await messages()).toEqual([null, null, null])
})

it('has no words where they hold a secret, even one that begins after those shown', async () => {
  const { invoke, send, messages } = await openTraffic()
  await invoke('held.guard', { on: false, what: 'marked' })
  const secret = invent('ghp_{A36}', createRandom(7))
  await send(`Use ${secret}.`)
  await send(`These are some fifty characters of plain words: ${secret}`)
  const all = await messages()
  expect(all).toMatchObject([
    { id: 'm1', words: null },
    { id: 'm2', words: null },
  ])
  expect(JSON.stringify(all)).not.toContain('ghp_')
})

it.each([
  ['m3', (answer: string) => answer],
  ['m3', (answer: string) => `event: message\ndata: ${answer}\n\n`],
  [
    'm3',
    (answer: string) =>
      `event: message\ndata: {"method":"notifications/progress"}\n\nevent: message\ndata: ${answer}\n\n`,
  ],
  [null, (answer: string) => answer.slice(0, -9)],
  [null, (answer: string) => answer.replace('m3', 'm3; x')],
  [null, () => 'null'],
])('is %s by the answer of the bridge, shape %#', (id, shape) => {
  const traffic = createTraffic({ clock: systemClock, log: silentLog, rows: 10 })
  const answer = JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    result: { structuredContent: { id: 'm3' } },
  })
  traffic.recorder.note({
    kind: 'mcp',
    via: 'public',
    method: 'tools/call',
    target: 'send_message',
    outcome: 'ok',
    response: { body: shape(answer) },
  })
  expect(traffic.list().rows.map(({ sent }) => sent)).toEqual([id])
})
