/**
 * The bridge, without any host: the conversation, sign-in and MCP meet here and nowhere else. A host
 * (Electron, plain Node) hands in the ports and gets back one face.
 */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createBlobs } from './store/blobs.ts'
import { openStore } from './store/open-store.ts'
import { composeControl } from './wiring/control.ts'
import { createExports } from './control/exports.ts'
import { identityArea } from './control/identity-area.ts'
import { createDataKeeping } from './data/data-keeping.ts'
import { startRetention } from './data/retention.ts'
import { createConversation } from './conversation/conversation.ts'
import { BridgeError } from './base/errors.ts'
import { createPresence } from './presence/presence.ts'
import { createSeats } from './seats/seats.ts'
import { createTalks } from './talk/talks.ts'
import { createPublicListener } from './http/public-listener.ts'
import { createRequestRecord } from './http/record-requests.ts'
import { ownerPageAt } from './mcp/card/owner-page.ts'
import { createLocalListener } from './local/local-listener.ts'
import { createDoctorSide } from './wiring/doctor.ts'
import { forgetRevokedClients } from './wiring/forget-clients.ts'
import { createMcpSide } from './wiring/mcp.ts'
import { createAudit } from './oauth/audit.ts'
import { createAuthorizationServer } from './oauth/authorization-server.ts'
import type { Bridge, BridgeOptions } from './bridge-types.ts'
import { openAddressHistory } from './address/lost-addresses.ts'
import { createOrigins } from './address/origins.ts'
import { openTraffic, recordAddress } from './wiring/record-traffic.ts'
import { createPosition } from './settings/position.ts'
import { createPublicAddress } from './address/public-address.ts'
import { requestBytes } from './settings/request-size.ts'
import { createRestartNeeds } from './settings/pending-restart.ts'
import { currentLimits } from './settings/settings.ts'
import { createSetUpClients } from './wiring/set-up-clients.ts'
import { createSignInElsewhere } from './wiring/sign-in-elsewhere.ts'
import { signInLimits } from './settings/token-lifetimes.ts'
import { createStatus } from './wiring/status.ts'
import { createTasks } from './base/tasks.ts'
import { createWaking } from './wake/waking.ts'
import { createWatchedClients } from './wiring/watch-clients.ts'

export type { Bridge, BridgeOptions } from './bridge-types.ts'

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
  const { signIn } = settings.get()
  const limits = currentLimits(settings)
  const restart = createRestartNeeds(settings)
  const startedAt = new Date(clock.now())
  const store = openStore({ path: join(dataDir, 'bridge.db'), log })
  closing.defer(() => store.close())
  const blobs = createBlobs(join(dataDir, 'files'))
  const conversation = createConversation({
    store,
    blobs,
    clock,
    limits,
    bounds: () => settings.get().guard,
    log,
  })
  conversation.sweepFiles()
  const presence = createPresence({ store, clock, log })
  closing.defer(() => presence.stop())
  const talks = createTalks({
    store,
    conversation,
    clock,
    log,
    formsFolder: join(dataDir, 'forms'),
  })
  closing.defer(() => talks.stop())
  const traffic = openTraffic({ settings, clock, log })
  closing.defer(() => traffic.stop())
  const audit = createAudit({ store, clock, log })
  const elsewhere = createSignInElsewhere({
    store,
    secrets,
    settings,
    clock,
    log,
    audit: audit.record,
    publicOrigin: () => origins.list().find(({ kind }) => kind === 'public')?.url ?? null,
    endSignIns: (person) => authorization.endSignInsOf(person),
  })
  const { identity } = elsewhere
  closing.defer(() => elsewhere.stop())
  const participants = {
    list: () => conversation.participants(),
    async ensure(id: string) {
      const known = conversation.participants().some((participant) => participant.id === id)
      if (!known) await conversation.addParticipant(id)
    },
  }
  const authorization = await createAuthorizationServer({
    store,
    secrets,
    clock,
    log,
    audit,
    upstream: identity.upstream,
    participants,
    limits: signInLimits(signIn),
    ...(options.makeKeyPair && { makeKeyPair: options.makeKeyPair }),
  })
  closing.defer(() => authorization.stop())

  const watched = createWatchedClients({
    store,
    clock,
    log,
    audit,
    authorization,
    addresses: () => ({ mcpUrl: origins.mcpUrl, history }),
  })
  closing.defer(() => watched.stop())
  const { watch } = watched.ladders
  const position = createPosition(settings)
  position.onChange(() => audit.record(`bridge.${position.get()}`, null))
  closing.defer(forgetRevokedClients({ authorization, presence, conversation }))
  let panel: { url: string; link: () => string } | null = null
  const { endpoint, links } = createMcpSide({
    conversation,
    talks,
    presence,
    position,
    authorization,
    origins: () => origins,
    recorder: traffic.recorder,
    watch,
    ownerPage: (place) => ownerPageAt(panel?.url ?? null, place),
    limits,
    version,
    log,
  })
  const seats = createSeats({
    store,
    dataDir,
    link: options.linkCommand,
    env: options.env,
    limits: () => settings.get().seats,
    clock,
    log,
  })
  closing.defer(() => seats.close())
  const waking = createWaking({
    store,
    conversation,
    talks,
    presence,
    position,
    seats,
    bells: [],
    budgets: () => settings.get().wake,
    clock,
    log,
  })
  closing.defer(() => waking.stop())
  const healthSecret = randomBytes(32)
  const listener = createPublicListener({
    mcp: endpoint.handle,
    signIn: (origin) => authorization.handler(origin),
    healthSecret,
    record: createRequestRecord({ recorder: traffic.recorder, story: authorization.story, watch }),
    log,
  })
  closing.defer(() => listener.stop())

  const port = await listener.start(options.port)
  const history = await openAddressHistory(dataDir, clock)
  const origins = createOrigins({
    port,
    history,
    async apply(list) {
      await authorization.setOrigins(list)
      listener.setOrigins(list)
    },
  })
  await origins.setPublic(null, 'the bridge started')
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
    async remember(choice) {
      await settings.update(choice)
      restart.applied(['tunnel', 'tunnelHostname', 'publicUrl'])
    },
  })
  closing.defer(() => address.stop())
  // Before the address: cloudflared waits for requests under way before it ends.
  closing.defer(() => endpoint.close())
  recordAddress(traffic.recorder, address)
  await address.start()

  const tasks = createTasks({ clock })
  const exports = createExports({ conversation, tasks, clock })
  closing.defer(() => exports.stop())
  const status = createStatus({
    version,
    dataDir,
    startedAt,
    linkCommand: options.linkCommand,
    secrets: secrets.place,
    conversation,
    presence,
    authorization,
    origins,
    address,
    position,
    links,
    panelUrl: () => panel?.url ?? null,
  })
  // After the answer has left.
  const requestStop = () => void setImmediate(options.requestStop)
  const data = createDataKeeping({
    backup: { dataDir, store, conversation, secrets: secrets.place, version, clock },
    diagnostics: {
      clock,
      settings: settings.get,
      status,
      clients: authorization.clients.list,
      keys: authorization.keys.list,
      audit,
      traffic: traffic.forDiagnostics,
      ladders: watched.ladders.list,
    },
    purge: conversation.purge,
    tasks,
    audit,
    clock,
    endAddress: () => address.stop({ everything: true }),
    requestStop,
  })
  const retention = startRetention({ settings, data, log })
  closing.defer(() => retention.stop())
  const setUp = createSetUpClients({
    dataDir,
    linkCommand: options.linkCommand,
    origins,
    clients: authorization.clients,
    links,
    env: options.env,
    clock,
    resourcesDir: options.address.settings.resourcesDir,
  })
  const { env } = options
  const signIns = identityArea({
    identity,
    participants,
    settings,
    secrets,
    clock,
    log,
    dataDir,
    onAddress: address.onChange,
  })
  closing.defer(() => signIns.stop())
  const doctor = createDoctorSide({
    dataDir,
    port,
    healthSecret,
    store,
    secrets,
    env,
    clock,
    watched,
    conversation,
    authorization,
    audit,
    origins,
    address,
    tunnelSettings: options.address.settings,
    hasTray: options.hasTray,
  })
  closing.defer(() => doctor.stop())
  const control = composeControl({
    dataDir,
    status,
    panelLink: () => panel?.link() ?? null,
    requestStop,
    conversation,
    authorization,
    signIns,
    audit,
    traffic,
    origins,
    address,
    links,
    presence,
    talks,
    seats,
    waking,
    clock,
    position,
    settings,
    restart,
    data,
    exports,
    tasks,
    setUp,
    doctor,
  })
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
    mcpUrl: origins.mcpUrl,
    address,
    releaseMemory: () => store.db.exec('PRAGMA shrink_memory'),
    setPanel(served) {
      panel = served
    },
  }
}
