/** The events of this bridge behind its own /mcp, with a clock that is set. */
import { vi } from 'vitest'
import { openCallback } from '../../fakes/callback/callback.ts'
import { openMcpHost } from '../../mcp/mcp-host.ts'
import { loopbackPoster, newWorld, openWebhooks } from '../open-webhooks.ts'
import { request, type Target } from './target.ts'

export async function openOurs(): Promise<Target> {
  const world = newWorld()
  world.now = Date.now()
  for (const who of ['chatgpt', 'claude']) {
    world.standings.set(who, {
      clientId: `client-of-${who}`,
      clientName: who,
      participant: who,
      scopes: new Set(['messages:read']),
    })
  }
  const start = async () => {
    const open = openWebhooks(world, { poster: loopbackPoster(500) })
    return { ...open, host: await openMcpHost({ events: open.webhooks }) }
  }
  let running = await start()
  for (const who of ['chatgpt', 'claude', 'guest']) await running.conversation.addParticipant(who)
  const callback = await openCallback()
  /** Until it is written down what became of all that was sent. */
  const settled = () =>
    vi.waitFor(() => {
      const open = running.webhooks
        .list()
        .some(({ waiting, lastAt }) => waiting > 0 && lastAt === null)
      if (open || world.attempts.length < callback.events.length) throw new Error('It is under way')
    }, 10_000)
  let letters = 0
  return {
    callback,
    call: (method, params, as = 'chatgpt') => request(running.host.url, as, method, params),
    async publish() {
      await running.conversation.send('guest', { to: ['chatgpt', 'claude'], text: `${++letters}` })
    },
    async pass(ms) {
      await settled()
      world.now += ms
      await running.webhooks.look()
      await settled()
    },
    async restart() {
      await running.close()
      running = await start()
      await running.webhooks.look()
    },
  }
}
