/** What the tunnel says of itself: one status, kept true, with an event for each change. */
import { BridgeError, type ErrorCode, type ErrorDetails } from '../base/errors.ts'
import type { Clock, Log } from '../base/ports.ts'
import type { ProbeResult } from './probe.ts'
import type { TunnelEvent, TunnelMode, TunnelProblem, TunnelState, TunnelStatus } from './types.ts'

export interface StatusBoard {
  status: () => TunnelStatus
  onEvent: (listener: (event: TunnelEvent) => void) => () => void
  /** Changes state; a waiting state carries its reason, every other state clears it. */
  state(state: TunnelState, waiting?: { reason: string; until: number | null }): void
  patch(
    change: Partial<Pick<TunnelStatus, 'publicUrl' | 'protocol' | 'cloudflared' | 'stability'>>,
  ): void
  probed: (result: ProbeResult) => void
  /** A client came in by the address, while the probe cannot. */
  called(at: number): void
  /**
   * Told once per cause, with its sentence and action as a line of the story. The event comes with
   * the state that follows, so that no listener sees a problem beside a state it contradicts.
   */
  problem(code: ErrorCode, cause: string, details?: ErrorDetails): void
  solved(): void
  story(text: string): void
  addressChanged(previous: string | null, current: string, reason: string): void
}

export function createStatusBoard(deps: { mode: TunnelMode; clock: Clock; log: Log }): StatusBoard {
  const { mode, clock, log } = deps
  const now = () => new Date(clock.now()).toISOString()
  const listeners = new Set<(event: TunnelEvent) => void>()
  let status: TunnelStatus = {
    mode,
    state: 'stopped',
    since: now(),
    hostname: null,
    publicUrl: null,
    stability: '',
    lastProbe: null,
    lastError: null,
    waiting: null,
    protocol: null,
    cloudflared: null,
  }
  let emittedError: TunnelProblem | null = null
  const emit = (event: TunnelEvent) => {
    for (const listener of listeners) {
      try {
        listener(event)
      } catch (error) {
        // Whoever listens must not be able to end the tunnel.
        log.error('tunnel.listener-failed', { reason: String(error) })
      }
    }
  }
  const change = (next: Partial<TunnelStatus>, emits: boolean) => {
    status = { ...status, ...next }
    if (emits) emit({ type: 'state', status })
  }
  const story = (text: string) => {
    log.info('tunnel.story', { text })
    emit({ type: 'story', at: now(), text })
  }

  return {
    status: () => status,
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    state(state, waiting) {
      const until = waiting && waiting.until !== null ? new Date(waiting.until).toISOString() : null
      const next = waiting ? { reason: waiting.reason, until } : null
      const same = status.waiting?.reason === next?.reason && status.waiting?.until === next?.until
      if (status.state === state && same && status.lastError === emittedError) return
      emittedError = status.lastError
      const since = status.state === state ? status.since : now()
      change({ state, since, waiting: next }, true)
    },
    patch(next) {
      const { publicUrl } = next
      const hostname =
        publicUrl === undefined
          ? {}
          : { hostname: publicUrl === null ? null : new URL(publicUrl).hostname }
      change({ ...next, ...hostname }, publicUrl !== undefined && publicUrl !== status.publicUrl)
    },
    probed(result) {
      const lastProbe = {
        at: now(),
        ok: result.kind === 'authentic',
        tookMs: result.tookMs,
        detail: probeDetail(result),
        by:
          result.kind === 'authentic' && result.inside ? ('inside' as const) : ('outside' as const),
      }
      change({ lastProbe }, false)
    },
    called(at) {
      const detail = 'a client called through it; from this computer it does not answer'
      const lastProbe = {
        at: new Date(at).toISOString(),
        ok: true,
        tookMs: 0,
        detail,
        by: 'call' as const,
      }
      change({ lastProbe }, false)
    },
    problem(code, cause, details = {}) {
      if (status.lastError?.code === code && status.lastError.cause === cause) return
      const { message: sentence, next: action } = new BridgeError(code, details)
      change({ lastError: { code, cause, sentence, action, at: now() } }, false)
      story(`${sentence} ${action}`)
    },
    solved() {
      if (status.lastError !== null) change({ lastError: null }, false)
    },
    story,
    addressChanged(previous, current, reason) {
      story(
        previous === null
          ? `The public address is ${current}.`
          : `The public address changed from ${previous} to ${current}: ${reason}.`,
      )
      emit({ type: 'address-changed', previous, current, reason })
    },
  }
}

function probeDetail(result: ProbeResult): string {
  if (result.kind === 'authentic') {
    const answered = 'the bridge answered with its own proof'
    return result.inside ? `${answered}, by a name the internet does not know` : answered
  }
  if (result.kind === 'untrusted') return `its certificate is not trusted here (${result.reason})`
  if (result.kind === 'mismatch') return 'somebody else answered'
  if (result.kind === 'status') return `HTTP status ${result.status}`
  if (result.kind === 'name-missing') return 'the name does not exist in DNS'
  return result.reason
}
