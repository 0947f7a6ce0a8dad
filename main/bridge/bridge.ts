/**
 * The bridge, without any host: the conversation, sign-in and MCP meet here and nowhere else. A host
 * (Electron, plain Node) hands in the ports and gets back one face.
 */
import type { Bridge, BridgeOptions } from './wiring/bridge-types.ts'
import { createPoster } from './events/poster.ts'
import { createRequestRecord } from './http/record-requests.ts'
import { ownerPageAt } from './mcp/card/owner-page.ts'
import { createRestartNeeds } from './settings/pending-restart.ts'
import { createEventsSide, eventBell } from './wiring/events.ts'
import { forgetRevokedClients } from './wiring/forget-clients.ts'
import { createMcpSide } from './wiring/mcp.ts'
import { openAddress } from './wiring/open-address.ts'
import { openLocal } from './wiring/open-local.ts'
import { openPort } from './wiring/open-port.ts'
import { openRecords } from './wiring/open-records.ts'
import { openSeats } from './wiring/open-seats.ts'
import { openSignIn } from './wiring/open-sign-in.ts'
import { openOwnerSide } from './wiring/owner-side.ts'
import { createPanelPlace } from './wiring/panel-place.ts'
import { createWatchedClients } from './wiring/watch-clients.ts'

export type { Bridge, BridgeOptions } from './wiring/bridge-types.ts'

/** Opens the data folder's store and starts listening. Throws BridgeError, with nothing left open. */
export async function startBridge(options: BridgeOptions): Promise<Bridge> {
  await using starting = new AsyncDisposableStack()
  const bridge = await open(options, starting)
  const running = starting.move()
  return { ...bridge, stop: () => running.disposeAsync() }
}

/** Each part is entered for closing as it opens, so they close in the opposite order. */
async function open(
  options: BridgeOptions,
  closing: AsyncDisposableStack,
): Promise<Omit<Bridge, 'stop'>> {
  const { clock, log, secrets, settings, version, stages } = options
  const startedAt = new Date(clock.now())
  const restart = createRestartNeeds(settings)
  const records = openRecords(options, closing)
  const { store, conversation, presence, audit } = records
  const { recorder } = records.traffic

  const place = await openPort(options, closing)
  const { listener, origins, history } = place
  const { mcpUrl } = origins

  stages?.enter('Opening the sign-in; a first start makes its signing keys')
  const signIn = await openSignIn(options, records, origins, closing)
  const { authorization, elsewhere } = signIn
  const watched = createWatchedClients({
    store,
    clock,
    log,
    audit,
    authorization,
    mcpUrl,
    history,
    settings,
  })
  closing.defer(() => watched.stop())
  closing.defer(forgetRevokedClients({ authorization, presence, conversation }))
  const { watch } = watched.ladders
  const webhooks = createEventsSide({
    ...records,
    secrets,
    authorization,
    recorder,
    ladders: watched.ladders,
    poster: options.poster ?? createPoster(),
    origins,
    history,
    clock,
    log,
  })
  closing.defer(() => webhooks.stop())
  const panel = createPanelPlace()
  const { endpoint, links } = createMcpSide({
    ...records,
    authorization,
    webhooks,
    settings,
    recorder,
    watch,
    ownerPage: (page) => ownerPageAt(panel.url(), page),
    version,
    log,
  })
  const { seats, waking, ways } = openSeats(options, records, [eventBell(webhooks)], closing)
  listener.serve({
    mcp: endpoint.handle,
    signIn: (origin) => authorization.handler(origin),
    record: createRequestRecord({ recorder, story: authorization.story, watch }),
  })
  // Once more, because no request may come in any longer when the parts above are closed.
  closing.defer(() => listener.stop())
  await origins.serve(async (list) => {
    await authorization.setOrigins(list)
    listener.setOrigins(list)
    setImmediate(webhooks.look)
  })
  stages?.enter('Opening the address for sign-ins elsewhere')
  await elsewhere.start()

  const address = openAddress(
    { options, records, place, restart, lastCall: watched.lastCall },
    closing,
  )
  // Before the address: cloudflared waits for requests under way before it ends.
  closing.defer(() => endpoint.close())
  stages?.enter('Starting the public address')
  await address.start()

  const sides = { options, records, signIn, watched, webhooks, seats, waking, ways, links }
  const control = openOwnerSide({ ...sides, ...place, address, restart, panel, startedAt }, closing)
  const local = openLocal(options, records, { control, links, seats }, closing)
  stages?.enter('Opening the links of this computer')
  await seats.start()
  await local.start()
  await waking.start()

  return {
    control,
    setPanel: panel.set,
    mcpUrl,
    address,
    releaseMemory: () => store.db.exec('PRAGMA shrink_memory'),
  }
}
