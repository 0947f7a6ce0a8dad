/**
 * The tunnel, as the bridge sees it: one face over four kinds of address. It knows nothing of HTTP
 * routes or sign-in; it says what the address is, whether it works, and when it changed.
 */
import { takeAddressLock } from './address-lock.ts'
import type { AddressProvider } from './address-provider.ts'
import { createChildKeeper, type ChildKeeper } from './child-keeper.ts'
import { defaultEndpoints } from './endpoints.ts'
import { findCloudflared, type FoundCloudflared } from './find-cloudflared.ts'
import { createNamedProvider } from './named-provider.ts'
import { ownUrlStability, readOwnUrl, watchOwnUrl } from './own-url.ts'
import { createProbe } from './probe.ts'
import { createQuickProvider } from './quick-provider.ts'
import { createStateFile } from './state-file.ts'
import { createStatusBoard } from './status-board.ts'
import { createSupervisor } from './supervisor.ts'
import { defaultTimings } from './timings.ts'
import type { Tunnel, TunnelDeps } from './types.ts'
import { createNudge } from './waiting.ts'

const offStability = 'There is no public address: only programs on this computer reach the bridge.'

/** What goes on after the start; an object, so that waiting for the start does not wait for it. */
interface Work {
  done: Promise<void>
}

export function createTunnel(deps: TunnelDeps): Tunnel {
  const { mode, secrets, dataDir, clock, log, fetch, settings = {} } = deps
  const timings = { ...defaultTimings, ...settings.timings }
  const endpoints = { ...defaultEndpoints, ...settings.endpoints }
  const state = createStateFile(dataDir)
  const board = createStatusBoard({ mode, clock, log })
  const nudge = createNudge()
  const probe = createProbe({
    fetch,
    endpoints,
    timings,
    clock,
    proxyFor: deps.proxyFor,
    checkProof: deps.checkProof,
    connectivityCheck: settings.connectivityCheck,
    alsoSystem: mode === 'own-url',
    lookup: deps.lookup,
  })
  let wake: () => void = () => nudge.now()
  let running: {
    abort: AbortController
    done: Promise<void>
    release: () => void
  } | null = null
  let children: ChildKeeper | null = null

  /** Tells those who depend on the address, once, and remembers that it did. */
  async function announce(current: string | null): Promise<void> {
    board.patch({ publicUrl: current })
    const { lastAddress: previous, lostBecause } = state.memory()
    if (current === null || current === previous) return
    const change = state.change((memory) => {
      Object.assign(memory, { lastAddress: current, lostBecause: null })
    })
    board.addressChanged(previous, current, lostBecause ?? 'it was set up')
    await change
  }

  async function superviseOn(provider: AddressProvider, signal: AbortSignal): Promise<Work> {
    board.patch({ stability: provider.stability })
    await provider.open()
    await announce(provider.publicUrl())
    let program: Promise<FoundCloudflared> | null = null
    children = createChildKeeper({
      ...deps,
      provider,
      program: () => (program ??= findCloudflared({ ...settings, ...deps })),
      keeper: settings.keeper ?? false,
      timings,
      onChange: () => nudge.now(),
    })
    const supervisor = createSupervisor({
      provider,
      children,
      probe,
      board,
      nudge,
      clock,
      timings,
      log,
      neverHad: () => mode === 'quick' && state.memory().lastAddress === null,
      onLost: (cause) => state.change((memory) => (memory.lostBecause = cause)),
    })
    wake = () => supervisor.wake()
    return { done: supervisor.run(signal).finally(() => provider.close()) }
  }

  const emitIdentity = (provider: () => AddressProvider) => () => {
    announce(provider().publicUrl()).catch((error: unknown) => {
      log.error('tunnel.announce-failed', { reason: String(error) })
    })
  }

  async function begin(signal: AbortSignal): Promise<Work> {
    await state.load()
    if (mode === 'own-url') {
      const url = readOwnUrl(settings.publicUrl)
      board.patch({ stability: ownUrlStability })
      await announce(url)
      const lastCall = () => deps.lastCall?.(url) ?? null
      const watched = { url, probe, board, nudge, clock, timings, lastCall }
      return { done: watchOwnUrl(watched, signal) }
    }
    if (mode === 'named') {
      const { hostname } = settings
      return superviseOn(createNamedProvider({ secrets, clock, hostname }), signal)
    }
    if (mode === 'quick') {
      const { online } = probe
      const provider: AddressProvider = createQuickProvider({
        ...deps,
        state,
        timings,
        endpoints,
        online,
        onIdentity: emitIdentity(() => provider),
      })
      return superviseOn(provider, signal)
    }
    board.patch({ stability: offStability })
    return { done: Promise.resolve() }
  }

  async function stop(options: { everything?: boolean } = {}): Promise<void> {
    const current = running
    if (!current) return
    running = null
    if (options.everything === true) children?.endEverythingNextTime()
    current.abort.abort()
    await current.done
    current.release()
    board.state('stopped')
  }

  return {
    async start(signal) {
      if (running && board.status().state !== 'failed') return
      await stop()
      const release = mode === 'off' ? () => {} : takeAddressLock(dataDir)
      const abort = new AbortController()
      try {
        const { done } = await begin(abort.signal)
        running = { abort, done, release }
      } catch (error) {
        release()
        throw error
      }
      signal?.addEventListener('abort', () => void stop(), { once: true })
    },
    stop,
    status: board.status,
    publicUrl: () => board.status().publicUrl,
    onEvent: board.onEvent,
    notifyResume: () => wake(),
    notifyNetworkChange: () => wake(),
  }
}
