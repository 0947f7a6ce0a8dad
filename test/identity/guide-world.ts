/**
 * The identity part of the contract in front of the strict double of Auth0, without the rest of a
 * bridge. Time is pretended: waiting for the rate limit moves the clock that the double goes by.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { followAddress } from '../../main/bridge/control/follow-address.ts'
import { identityGuideHandlers } from '../../main/bridge/control/identity-guide-methods.ts'
import { identityHandlers } from '../../main/bridge/control/identity-methods.ts'
import { createControl } from '../../main/bridge/control/create-control.ts'
import { createIdentity } from '../../main/bridge/identity/identity.ts'
import { createTokenInHand } from '../../main/bridge/identity/management/token-in-hand.ts'
import { createLocalListener } from '../../main/bridge/local/local-listener.ts'
import { silentLog } from '../../main/bridge/base/ports.ts'
import { openSettings } from '../../main/bridge/settings/settings.ts'
import { openStore } from '../../main/bridge/store/open-store.ts'
import type { MethodName, MethodParams, MethodResult } from '../../main/contract.ts'
import { startFakeAuth0, type FakeAuth0 } from '../fakes/auth0/fake-auth0.ts'
import type { ManagementRate } from '../fakes/auth0/management.ts'
import { layDatabase } from '../fakes/ready-database.ts'
import { memorySecrets } from '../fakes/oauth-host.ts'

export const publicCallback = 'https://bridge.example/oauth2/callback'
export const loopbackCallbacks = [7422, 7423, 7424].map(
  (port) => `http://127.0.0.1:${port}/oauth2/callback`,
)
export const allCallbacks = [publicCallback, ...loopbackCallbacks]

export interface GuideWorld {
  auth0: FakeAuth0
  invoke<M extends MethodName>(method: M, params?: MethodParams<M>): Promise<MethodResult<M>>
  /** What the code under test asked for, method and path. */
  requests: { method: string; path: string; at: number }[]
  /** Answers in place of the double; undefined lets the request through. */
  intercept: { answer: (method: string, path: string) => Response | undefined }
  secret(): Promise<string | undefined>
  now(): number
  dataDir: string
  /** The bridge has another public address from now on. */
  moveTo(origin: string): void
  /** From now on the command line finds it. */
  serve(): Promise<void>
}

export async function startGuideWorld(
  options: {
    identity?: Record<string, unknown>
    rate?: ManagementRate
  } = {},
): Promise<GuideWorld> {
  let now = Date.now()
  const clock = { now: () => now }
  const auth0 = await startFakeAuth0({ clock, ...(options.rate && { rate: options.rate }) })
  const dataDir = await mkdtemp(join(tmpdir(), 'drawbridge-guide-'))
  await writeFile(
    join(dataDir, 'settings.json'),
    JSON.stringify({ identity: options.identity ?? {} }),
  )
  layDatabase(join(dataDir, 'bridge.db'))
  const store = openStore({ path: join(dataDir, 'bridge.db'), log: silentLog })
  onTestFinished(async () => {
    await auth0.stop()
    await store.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  const settings = await openSettings(dataDir)
  const secrets = memorySecrets(new Map())
  const token = createTokenInHand(clock)
  const requests: GuideWorld['requests'] = []
  const intercept: GuideWorld['intercept'] = { answer: () => undefined }
  let origin = 'https://bridge.example'
  let moved = () => {}
  const identity = createIdentity({
    store,
    secrets,
    settings,
    clock,
    audit: () => {},
    publicOrigin: () => origin,
    loopback: { listen: async () => 7422, port: () => undefined },
  })
  const control = createControl({
    handlers: {
      ...identityHandlers({
        identity,
        participants: { ensure: async () => {} },
        token: token.shown,
      }),
      ...identityGuideHandlers({
        identity,
        settings,
        secrets,
        token,
        clock,
        install: 'install-of-tests',
        wait: async (ms) => void (now += ms),
        async fetch(input, init) {
          const url = new URL(input instanceof Request ? input.url : input)
          const method = init?.method ?? 'GET'
          requests.push({ method, path: `${url.pathname}${url.search}`, at: now })
          return intercept.answer(method, url.pathname) ?? fetch(input, init)
        },
      }),
    },
    subscriptions: [],
  })
  followAddress({
    onAddress(listener) {
      moved = listener
      return () => {}
    },
    status: () => identity.status(token.shown()),
    apply: () => control.invoke('identity.apply', { keep: true }),
    log: silentLog,
  })
  return {
    auth0,
    requests,
    intercept,
    secret: () => secrets.get('identity.client-secret'),
    now: () => now,
    dataDir,
    moveTo(next) {
      origin = next
      moved()
    },
    async serve() {
      const listener = createLocalListener({
        dataDir,
        socketPath: join(dataDir, 'bridge.sock'),
        control,
        serveMcp: async (stream) => void stream.destroy(),
        exportTo: async function* () {},
        requestLimitBytes: 1024 * 1024,
        log: silentLog,
      })
      await listener.start()
      onTestFinished(() => listener.stop())
    },
    async invoke(method, params) {
      return (await control.invoke(method, params ?? {})) as MethodResult<typeof method>
    },
  }
}

/** What was changed in the tenant since then: every request that is no reading. */
export const changesIn = ({ requests }: GuideWorld, from = 0) =>
  requests.slice(from).filter(({ method, path }) => method !== 'GET' && path.startsWith('/api/v2/'))
