/** Setting up clients, as the panel and the command line do it. */
import type { connectMethods } from '../../contract/connect.ts'
import { clientKinds } from '../connect/clients/all.ts'
import type { Connect } from '../connect/connect.ts'
import type { AuthorizationServer } from '../oauth/types.ts'
import type { HandlersOf } from './handlers.ts'

export interface ConnectMethodsDeps {
  connect: Connect
  clients: Pick<AuthorizationServer['clients'], 'list' | 'add'>
  /** Something about the set-up of a client changed. */
  onChange: () => void
}

export function connectHandlers(deps: ConnectMethodsDeps): HandlersOf<typeof connectMethods> {
  const { connect, clients, onChange } = deps
  return {
    'connect.list': () => connect.list(),
    'connect.guide': ({ client, route }) => connect.guide(client, route),
    'connect.preview': ({ client, route }) => connect.preview(client, route),
    'connect.apply': async ({ client, route, token }) => {
      const done = await connect.apply(client, route, token)
      onChange()
      return done
    },
    'connect.undo': async ({ client, force = false }) => {
      const done = await connect.undo(client, force)
      onChange()
      return done
    },
    'connect.manual-client': async ({ client, secret = false }) => {
      const name = `${clientKinds.find(({ id }) => id === client)?.name} (by hand)`
      const there = clients
        .list()
        .find((known) => known.registeredBy === 'manual' && known.name === name)
      // A secret is shown once and kept as a hash: whoever lost it makes a new client.
      if (there && !secret) return { clientId: there.clientId, clientSecret: null }
      const added = await clients.add({ name, redirectUris: [], secret })
      return { clientId: added.client.clientId, clientSecret: added.clientSecret ?? null }
    },
  }
}
