/** Who may connect: approvals, clients, and the participants they speak as. */
import type { clientMethods } from '../../contract/clients.ts'
import type { Conversation } from '../conversation/types.ts'
import { BridgeError } from '../base/errors.ts'
import { redirectUriWarning } from '../oauth/clients/redirect-uris.ts'
import type { AuthorizationServer, ClientSummary } from '../oauth/types.ts'
import type { HandlersOf } from './handlers.ts'

export interface ClientMethodsDeps {
  conversation: Pick<Conversation, 'participants' | 'addParticipant' | 'renameParticipant'>
  authorization: Pick<AuthorizationServer, 'approvals' | 'clients'>
  reconnectReason: (origin: string | null) => string | null
}

export function clientHandlers(deps: ClientMethodsDeps): HandlersOf<typeof clientMethods> {
  const { conversation, authorization, reconnectReason } = deps
  const { approvals, clients } = authorization
  const shown = (client: ClientSummary) => ({
    ...client,
    reconnect: client.participant === null ? null : reconnectReason(client.origin),
  })
  const participantOf = async (id: string) => {
    const known = conversation.participants().find((participant) => participant.id === id)
    return known ?? (await conversation.addParticipant(id))
  }
  return {
    'approvals.list': () => approvals.list(),
    'approvals.approve': async ({ number, participant, scopes, reads }) => {
      const waiting = approvals.list().find((approval) => approval.number === number)
      if (!waiting) throw new BridgeError('unknown-approval', { number: number.slice(0, 12) })
      const speaker = participant ?? waiting.suggestedParticipant
      if (speaker === 'owner') throw new BridgeError('owner-reserved')
      await participantOf(speaker)
      const approved = await approvals.approve(number, speaker, scopes, reads)
      return { ...approved, participant: speaker }
    },
    'approvals.deny': ({ number, others }) => approvals.deny(number, others),
    'approvals.admit': ({ pass }) => approvals.admit(pass),
    'approvals.shut': () => approvals.shut(),

    'clients.list': () => clients.list().map(shown),
    'clients.add': async (request) => {
      const { client, clientSecret } = await clients.add(request)
      const warnings = client.redirectUris.flatMap((uri) => redirectUriWarning(uri) ?? [])
      const added = { client: shown(client), ...(warnings.length > 0 && { warnings }) }
      return clientSecret === undefined ? added : { ...added, clientSecret }
    },
    'clients.revoke': async ({ client }) => shown(await clients.revoke(client)),
    'clients.assign': async ({ client, participant }) => {
      if (participant === 'owner') throw new BridgeError('owner-reserved')
      await participantOf(participant)
      return shown(await clients.assign(client, participant))
    },
    'clients.rename': async ({ client, name }) => shown(await clients.rename(client, name)),
    'clients.narrow': async ({ client, scopes }) => shown(await clients.narrow(client, scopes)),

    'clients.setReads': async ({ client, reads }) => shown(await clients.setReads(client, reads)),

    'participants.list': () => [...conversation.participants()],
    'participants.add': ({ id, name }) => conversation.addParticipant(id, name),
    'participants.rename': ({ id, name }) => conversation.renameParticipant(id, name),
  }
}
