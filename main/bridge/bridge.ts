/**
 * The bridge, without any host: the conversation, sign-in and MCP meet here and nowhere else. A host
 * (Electron, plain Node) hands in the ports and gets back one face.
 */
import { randomBytes } from 'node:crypto'
import { openAddressHistory } from './address/lost-addresses.ts'
import { createOrigins } from './address/origins.ts'
import { createPublicAddress } from './address/public-address.ts'
import { BridgeError } from './base/errors.ts'
import type { Bridge, BridgeOptions } from './wiring/bridge-types.ts'
import { createPoster } from './events/poster.ts'
import { createPublicListener } from './http/public-listener.ts'
import { createRequestRecord } from './http/record-requests.ts'
import { createLocalListener } from './local/local-listener.ts'
import { ownerPageAt } from './mcp/card/owner-page.ts'
import { createRestartNeeds } from './settings/pending-restart.ts'
import { requestBytes } from './settings/request-size.ts'
import { createEventsSide, eventBell } from './wiring/events.ts'
import { forgetRevokedClients } from './wiring/forget-clients.ts'
import { createMcpSide } from './wiring/mcp.ts'
import { openRecords } from './wiring/open-records.ts'
import { openSeats } from './wiring/open-seats.ts'
import { openSignIn } from './wiring/open-sign-in.ts'
import { openOwnerSide } from './wiring/owner-side.ts'
import { createPanelPlace } from './wiring/panel-place.ts'
import { recordAddress } from './wiring/record-traffic.ts'
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
  const { dataDir, clock, log, secrets, settings, version } = options
  const startedAt = new Date(clock.now())
  const restart = createRestartNeeds(settings)
  const records = openRecords(options, closing)
  const { store, conversation, participants, presence, talks, traffic, audit } = records
  const { guarded } = records
  const { position, limits } = records

  // The port first: from here on the origins are known to whoever is made with them.
  const healthSecret = randomBytes(32)
  const listener = createPublicListener({ healthSecret, log })
  closing.defer(() => listener.stop())
  const port = await listener.start(options.port)
  const history = await openAddressHistory(dataDir, clock)
  const origins = createOrigins({ port, history })

  const signIn = await openSignIn(options, records, origins, closing)
  const { authorization, elsewhere } = signIn
  const { mcpUrl } = origins
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
  const panel = createPanelPlace()
  const { recorder } = traffic
  const webhooks = createEventsSide({
    ...records,
    secrets,
    authorization,
    recorder,
    poster: options.poster ?? createPoster(),
    origins,
    history,
    clock,
    log,
  })
  closing.defer(() => webhooks.stop())
  const { endpoint, links } = createMcpSide({
    conversation,
    talks,
    guarded,
    presence,
    position,
    authorization,
    webhooks,
    recorder,
    watch,
    ownerPage: (place) => ownerPageAt(panel.url(), place),
    limits,
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
  await elsewhere.start()

  const address = createPublicAddress({
    choice: options.address,
    origins,
    port,
    healthSecret,
    dataDir,
    secrets,
    clock,
    log,
    env: options.env,
    lastCall: watched.lastCall,
    async remember(choice) {
      await settings.update(choice)
      restart.applied(['tunnel', 'tunnelHostname', 'publicUrl'])
    },
  })
  closing.defer(() => address.stop())
  // Before the address: cloudflared waits for requests under way before it ends.
  closing.defer(() => endpoint.close())
  recordAddress(recorder, address)
  await address.start()

  const sides = { options, records, signIn, watched, webhooks, seats }
  const known = { ...sides, waking, ways, links, origins, address }
  const control = openOwnerSide(
    { ...known, restart, panel, port, healthSecret, startedAt },
    closing,
  )
  const local = createLocalListener({
    dataDir,
    socketPath: options.socketPath,
    control,
    async serveMcp(stream, participant, run) {
      if (participant === 'owner') throw new BridgeError('owner-reserved')
      await participants.ensure(participant)
      const seat = run === undefined ? undefined : seats.admit(run, participant, stream)
      stream.write('{"ok":true}\n')
      links.serve(stream, participant, seat)
    },
    exportTo: (format) => conversation.export(format),
    get requestLimitBytes() {
      return requestBytes(limits)
    },
    log,
  })
  closing.defer(() => links.close())
  closing.defer(() => local.stop())
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
