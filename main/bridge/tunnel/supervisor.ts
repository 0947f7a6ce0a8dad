/**
 * The one owner of cloudflared. It starts a process, watches its life, and does what the diagnosis
 * says: wait, start again with the same identity, ask for one new identity, or stop and alarm. It
 * never starts a second process before the first is gone.
 */
import { BridgeError } from '../base/errors.ts'
import type { Clock, Log } from '../base/ports.ts'
import type { AddressProvider } from './address-provider.ts'
import { createClockWatch } from './clock-watch.ts'
import type { ChildKeeper } from './child-keeper.ts'
import { diagnose, type Diagnosis } from './diagnosis.ts'
import { createProcessWatch, type ProcessWatch } from './process-watch.ts'
import type { Observation } from './observation.ts'
import type { Probe } from './probe.ts'
import { CreationRefused } from './quick-provider.ts'
import { createStartGate } from './start-gate.ts'
import type { StatusBoard } from './status-board.ts'
import type { Timings } from './timings.ts'
import type { Protocol } from './types.ts'
import { backoff } from './restart-backoff.ts'
import type { Nudge } from './waiting.ts'

export interface Supervisor {
  /** Works until the signal aborts, or until only the owner can help. Never rejects. */
  run(signal: AbortSignal): Promise<void>
  wake(): void
}

const notHereYet = 'cloudflared is not on this computer yet'

type Ending = Pick<Diagnosis, 'step'> & { cause?: string }

export function createSupervisor(deps: {
  provider: AddressProvider
  children: ChildKeeper
  probe: Probe
  board: StatusBoard
  nudge: Nudge
  clock: Clock
  timings: Timings
  log: Log
  /** The address is about to be given up, for this reason. */
  onLost: (cause: string) => Promise<void>
  /** No address was ever had: then a program that is not there yet is no trouble. */
  neverHad: () => boolean
}): Supervisor {
  const { provider, children, probe, board, nudge, clock, timings, log } = deps
  const without = new Set<string>()
  let protocol: Protocol = 'quic'
  let attempt = 0
  let healthySince: number | null = null
  const gate = createStartGate(deps)
  let watch: ProcessWatch | null = null
  let woken = false
  let quicTriedAt = 0

  async function oneLife(signal: AbortSignal): Promise<Ending | null> {
    board.state('starting')
    const kept = provider.protocol()
    // HTTP/2 notices a dead connection late, so QUIC gets another chance after some hours.
    if (kept.name === 'http2' && quicIsDue(kept.since)) protocol = 'quic'
    if (protocol === 'quic') quicTriedAt = clock.now()
    let opened
    try {
      opened = await children.open({ protocol, without })
    } catch (error) {
      if (!(error instanceof CreationRefused)) throw error
      return { step: (await probe.online()) ? 'restart' : 'wait-for-network' }
    }
    if (opened.adopted) board.story('The tunnel was still running from before and is taken over.')
    else board.story(`cloudflared is started (${protocol === 'quic' ? 'QUIC' : 'HTTP/2'}).`)
    const current = createProcessWatch({
      ...deps,
      child: opened.child,
      protocol,
      onProbe: board.probed,
    })
    watch = current
    const clockWatch = createClockWatch({ clock, timings })
    board.patch({ protocol, cloudflared: opened.program })
    try {
      while (!signal.aborted) {
        const seen = await current.look()
        if (signal.aborted) break
        const ending = await judge(current, seen)
        if (ending) return ending
        await children.note(current.child)
        await nudge.wait(timings.tickMs, signal)
        const slept = clockWatch.jumped()
        if (slept !== null)
          board.story(`The clock moved by ${slept}: the computer was asleep, or was set.`)
        if (slept !== null || woken) current.wake()
        woken = false
      }
      return null
    } finally {
      watch = null
      if (signal.aborted) await children.part(current.child)
      else await children.end(current.child)
      // The program stays known; a process that has ended is not named as if it ran.
      const ended = current.child.end() !== null
      if (ended) board.patch({ protocol: null, cloudflared: { ...opened.program, pid: null } })
    }
  }

  /** Shows what is seen; gives what ends this life, if anything does. */
  async function judge(current: ProcessWatch, seen: Observation): Promise<Ending | null> {
    const diagnosis = diagnose(seen, timings)
    const running = seen.end === null
    if (diagnosis?.step === 'wait-for-network' && running) {
      gate.lostNetwork()
      return null
    }
    if (gate.isOffline() && seen.online !== false && running) gate.foundNetwork()
    if (diagnosis) {
      board.problem(diagnosis.code, diagnosis.cause)
      log.info('tunnel.diagnosis', { code: diagnosis.code, step: diagnosis.step })
      if (diagnosis.step !== 'keep') {
        // Ending the process takes a while; until then nothing may claim that it works.
        board.state(board.status().state === 'ready' ? 'degraded' : board.status().state)
        if (seen.end) log.info('tunnel.last-lines', { lines: current.child.lines().slice(-5) })
        return diagnosis
      }
    }
    return show(current, seen)
  }

  async function show(current: ProcessWatch, seen: Observation): Promise<Ending | null> {
    const verified = seen.probe?.kind === 'authentic' && seen.notReadyMs === 0
    if (verified && seen.everRegistered) return becomeReady(current)
    healthySince = null
    const { state } = board.status()
    if (!seen.everRegistered) board.state('connecting')
    else board.state(state === 'ready' || state === 'degraded' ? 'degraded' : 'verifying')
    return null
  }

  async function becomeReady(current: ProcessWatch): Promise<Ending | null> {
    const now = clock.now()
    if (board.status().state !== 'ready') {
      board.solved()
      board.state('ready')
      board.story(`The bridge can be reached at ${provider.publicUrl() ?? 'its address'}.`)
      // Only a note for the next start: a locked keychain must not cost a working tunnel.
      await provider.connected(current.protocol).catch((error: unknown) => {
        log.warn('tunnel.note-failed', { reason: String(error) })
      })
    }
    healthySince ??= now
    if (now - healthySince >= timings.healthyMs) attempt = 0
    const { name, since } = provider.protocol()
    if (name !== 'http2' || !quicIsDue(since)) return null
    board.story('QUIC is tried again after some hours on HTTP/2; the address stays.')
    attempt = 0
    return { step: 'restart' }
  }

  /** Counted from the last attempt: where UDP stays blocked, one attempt in some hours is enough. */
  const quicIsDue = (since: number) =>
    clock.now() - Math.max(since, quicTriedAt) >= timings.quicRetryMs

  /** Gives false where only the owner can help. */
  async function act(ending: Ending): Promise<boolean> {
    healthySince = null
    switch (ending.step) {
      case 'stop':
        return false
      case 'switch-protocol':
        protocol = protocol === 'quic' ? 'http2' : 'quic'
        // The first change of protocol is for free; after that both were tried.
        if (attempt++ > 0) gate.pauseFor(backoff(timings.restartMs, attempt))
        return true
      case 'replace-identity':
        await deps.onLost(ending.cause ?? 'it was lost')
        await provider.giveUp()
        board.patch({ publicUrl: null })
        return true
      case 'wait-for-network':
        gate.lostNetwork()
        return true
      case 'restart':
        gate.pauseFor(backoff(timings.restartMs, attempt++))
        return true
      default:
        // The flag is noted, or the quick service says when: the next start knows.
        return true
    }
  }

  return {
    async run(signal) {
      protocol = provider.protocol().name
      try {
        while (!signal.aborted) {
          if (!(await gate.opens(signal))) continue
          const ending = await oneLife(signal)
          if (ending && !(await act(ending))) {
            board.state('failed')
            return
          }
        }
      } catch (error) {
        // An error with a code is told as the state of the address; a surprise belongs in the log.
        const level = error instanceof BridgeError ? 'info' : 'error'
        log[level]('tunnel.failed', { reason: String(error) })
        const known =
          error instanceof BridgeError
            ? error
            : new BridgeError('internal', { reference: 'tunnel' })
        // One the owner named and that is not there is a mistake of theirs to mend.
        if (known.code === 'cloudflared-missing' && !known.details['where'] && deps.neverHad()) {
          board.problem(known.code, 'cloudflared is not here yet', known.details)
          return board.state('waiting', { reason: notHereYet, until: null })
        }
        board.problem(known.code, 'the tunnel could not go on', known.details)
        board.state('failed')
      }
    },
    wake() {
      woken = true
      watch?.wake()
      nudge.now()
    },
  }
}
