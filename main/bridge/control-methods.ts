/** What each control method does: the contract's names, bound to the parts that do the work. */
import type { z } from 'zod'
import {
  methods,
  type Control,
  type ControlEvent,
  type MethodName,
  type Methods,
} from '../contract.ts'
import type { Conversation } from './conversation/types.ts'
import { BridgeError } from './errors.ts'
import type { AuthorizationServer, ClientSummary } from './oauth/types.ts'
import type { PublicAddress } from './public-address.ts'
import { tunnelSentence } from './tunnel-words.ts'

type Parsed<M extends MethodName> = z.output<Methods[M]['params']>
type Handlers = { [M in MethodName]: (params: Parsed<M>) => Result<M> }
type Result<M extends MethodName> =
  z.input<Methods[M]['result']> | Promise<z.input<Methods[M]['result']>>

export interface ControlDeps {
  conversation: Conversation
  authorization: AuthorizationServer
  status: () => Result<'status.get'>
  /** The public address. */
  address: Omit<PublicAddress, 'start' | 'stop'>
  reconnectReason: (origin: string | null) => string | null
  panelLink: () => string | null
  /** Asks the host to end. */
  requestStop: () => void
  /** A stdio link opened or closed. */
  onLinksChange: (listener: () => void) => () => void
}

/** The one face toward the owner; see `Control`. */
export function createControl(deps: ControlDeps): Control {
  const handlers = handlersFor(deps)
  return {
    async invoke(name, params) {
      if (!isMethod(name)) throw new BridgeError('unknown-method', { method: name.slice(0, 60) })
      return invokeOne(handlers, name, params)
    },
    onEvent: (listener) => forwardEvents(deps, listener),
  }
}

const isMethod = (name: string): name is MethodName => Object.hasOwn(methods, name)

async function invokeOne<M extends MethodName>(
  handlers: Handlers,
  name: M,
  params: unknown,
): Promise<z.output<Methods[M]['result']>> {
  const { params: paramsSchema, result: resultSchema } = methods[name]
  const parsed = paramsSchema.safeParse(params)
  if (!parsed.success) {
    const problem = parsed.error.issues
      .map(({ path, message }) => `${path.join('.') || 'parameters'}: ${message}`)
      .join('; ')
    throw new BridgeError('invalid-input', { problem })
  }
  const result = await handlers[name](parsed.data as Parsed<M>)
  return resultSchema.parse(result) as z.output<Methods[M]['result']>
}

function handlersFor(deps: ControlDeps): Handlers {
  const { conversation, authorization, status, panelLink, requestStop } = deps
  const { approvals, clients, keys } = authorization
  const { address, reconnectReason } = deps
  const shown = (client: ClientSummary) => ({
    ...client,
    reconnect: client.participant === null ? null : reconnectReason(client.origin),
  })
  const tunnel = () => ({ ...address.status(), detail: tunnelSentence(address.status()) })
  const participantOf = async (id: string) => {
    const known = conversation.participants().find((participant) => participant.id === id)
    return known ?? (await conversation.addParticipant(id))
  }
  return {
    'status.get': status,
    'panel.link': () => ({ url: panelLink() }),
    'bridge.stop': () => {
      requestStop()
      return { pid: process.pid }
    },

    'approvals.list': () => approvals.list(),
    'approvals.approve': async ({ number, participant }) => {
      const waiting = approvals.list().find((approval) => approval.number === number)
      if (!waiting) throw new BridgeError('unknown-approval', { number: number.slice(0, 12) })
      const speaker = participant ?? waiting.suggestedParticipant
      if (speaker === 'owner') throw new BridgeError('owner-reserved')
      await participantOf(speaker)
      return { ...(await approvals.approve(number, speaker)), participant: speaker }
    },
    'approvals.deny': ({ number }) => approvals.deny(number),

    'clients.list': () => clients.list().map(shown),
    'clients.add': async (request) => {
      const { client, clientSecret } = await clients.add(request)
      const added = { client: shown(client) }
      return clientSecret === undefined ? added : { ...added, clientSecret }
    },
    'clients.revoke': async ({ client }) => shown(await clients.revoke(client)),
    'clients.assign': async ({ client, participant }) => {
      if (participant === 'owner') throw new BridgeError('owner-reserved')
      await participantOf(participant)
      return shown(await clients.assign(client, participant))
    },

    'participants.list': () => conversation.participants(),
    'participants.add': ({ id, name }) => conversation.addParticipant(id, name),

    'conversation.send': (request) => conversation.send('owner', request),
    'conversation.inbox': ({ participant = 'owner', limit, includeRead, markRead = false }) =>
      conversation.inbox(participant, {
        limit,
        includeRead,
        // Looking into another's inbox must not take their unread mark away.
        markRead: markRead && participant === 'owner',
      }),
    'conversation.threads': ({ limit }) => conversation.threads(limit),
    'conversation.thread': ({ id }) => conversation.thread(id),
    'conversation.log': (request) => conversation.log(request),
    'conversation.verify': () => conversation.verifyChain(),
    'conversation.search': (request) => conversation.search(request),

    'files.list': () => conversation.files(),
    'files.read': ({ name, version, encoding }) =>
      conversation.readFile(name, { version, encoding }),
    'files.write': (request) => conversation.writeFile('owner', request),
    'files.delete': ({ name, ifVersion }) => conversation.deleteFile('owner', name, ifVersion),

    'tunnel.status': tunnel,
    'tunnel.restart': async () => {
      await address.restart()
      return tunnel()
    },
    'tunnel.setup': async ({ hostname, token }) => {
      await address.setUpNamed(hostname, token)
      return tunnel()
    },
    'tunnel.remove': async ({ apiToken }) => {
      await address.removeNamed(apiToken)
      return tunnel()
    },

    'keys.list': () => keys.list(),
    'keys.rotate': () => keys.rotate(),
  }
}

const topicOfConversation = {
  message: 'messages',
  inbox: 'messages',
  log: 'messages',
  file: 'files',
  participants: 'participants',
} as const

/** One numbered stream out of what the parts report. */
function forwardEvents(
  { conversation, authorization, address, onLinksChange }: ControlDeps,
  listener: (event: ControlEvent) => void,
): () => void {
  let seq = 0
  const send = (topic: ControlEvent['topic']) => {
    seq += 1
    listener({ seq, topic })
  }
  const stops = [
    conversation.onEvent(({ type }) => send(topicOfConversation[type])),
    authorization.onEvent(({ type }) => send(type)),
    onLinksChange(() => send('status')),
    address.onChange(() => send('tunnel')),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
