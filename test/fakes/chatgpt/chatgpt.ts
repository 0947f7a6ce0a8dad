/**
 * A chat of ChatGPT as far as the bridge sees it: signs in by URL, subscribes to what it is offered, and for each
 * event takes one turn: its model reads the line of the event and makes the calls that the tools' answers name.
 */
import { randomBytes } from 'node:crypto'
import { connectByUrl } from '../../../demo/sides.ts'
import { decide, type Content } from '../../real-clients/policy.ts'
import { openReceiver, type Receiver, type TakenEvent } from './receiver.ts'

export interface Chatgpt {
  receiver: Receiver
  /** Each turn: the event that began it, and the calls made. */
  turns: { event: string; line: string; calls: string[] }[]
  /** Rejects when a turn failed. */
  failed: Promise<never>
  close(): Promise<void>
}

export interface ChatgptOptions {
  mcpUrl: string
  /** Under which name the bridge reaches its side. */
  host: string
  approve: (number: string) => Promise<void>
  /** What its model hands in, by name of argument. */
  content: Content
}

const watched = ['turn.yours', 'message.received', 'talk.ended']

export async function openChatgpt(options: ChatgptOptions): Promise<Chatgpt> {
  const { mcpUrl, host, approve, content } = options
  const side = await connectByUrl(mcpUrl, approve)
  const failure = Promise.withResolvers<never>()
  failure.promise.catch(() => {})
  const turns: Chatgpt['turns'] = []
  // One chat: a turn begins when the one before is over.
  let last = Promise.resolve()
  const receiver = await openReceiver(host, (event) => {
    last = last.then(() => takeTurn(event)).catch(failure.reject)
  })

  async function takeTurn({ name, data }: TakenEvent): Promise<void> {
    const line = String(data['line'])
    const calls: string[] = []
    turns.push({ event: name, line, calls })
    if (name === 'talk.ended') return
    const answers: string[] = []
    for (;;) {
      const decision = decide({ prompt: line, answers }, content)
      if ('say' in decision) return
      calls.push(decision.call)
      // It hears of what comes next by an event, so it does not hold its turn open.
      const more = decision.call === 'take_turn' ? { wait_seconds: 0 } : {}
      answers.push(await side.read(decision.call, { ...decision.args, ...more }))
    }
  }

  const { events } = (await side.request('events/list')) as { events: { name: string }[] }
  for (const name of watched) {
    if (!events.some((one) => one.name === name)) throw new Error(`It is not offered ${name}`)
    const secret = `whsec_${randomBytes(32).toString('base64')}`
    const callback = receiver.expect(name, secret)
    const delivery = { mode: 'webhook', url: callback.url, secret }
    const { id } = await side.request('events/subscribe', { name, arguments: {}, delivery })
    callback.known(String(id))
  }
  return {
    receiver,
    turns,
    failed: failure.promise,
    async close() {
      receiver.close()
      await side.close()
    },
  }
}
