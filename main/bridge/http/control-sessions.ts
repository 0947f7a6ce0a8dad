/**
 * Who may use the panel. A launch token opens one browser once, within a few minutes; what the
 * browser keeps after that is a session. Both live in memory only, as hashes: a restart ends all.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../ports.ts'

/** How long a launch link can wait to be opened. */
const LAUNCH_MS = 15 * 60_000
/** How long a session lives without being used. */
const IDLE_MS = 7 * 24 * 60 * 60_000
/** More than a person opens; the oldest make room, so nothing grows. */
const KEPT = 32

interface Ticket {
  hash: Buffer
  expiresAt: number
}

export interface ControlSessions {
  /** A fresh token for one launch link. */
  launchToken(): string
  /** Trades a launch token for a session secret; undefined when it is unknown, used or expired. */
  redeem(launchToken: string): string | undefined
  /** Whether the secret belongs to a living session; keeps it alive. */
  isValid(secret: string): boolean
}

/** Launch tokens and sessions of one run of the bridge. */
export function createControlSessions(clock: Clock): ControlSessions {
  const launches: Ticket[] = []
  const sessions: Ticket[] = []
  return {
    launchToken: () => issue(launches, clock.now() + LAUNCH_MS),
    redeem(launchToken) {
      const ticket = find(launches, launchToken, clock.now())
      if (!ticket) return undefined
      launches.splice(launches.indexOf(ticket), 1)
      return issue(sessions, clock.now() + IDLE_MS)
    },
    isValid(secret) {
      const ticket = find(sessions, secret, clock.now())
      if (ticket) ticket.expiresAt = clock.now() + IDLE_MS
      return ticket !== undefined
    },
  }
}

function issue(tickets: Ticket[], expiresAt: number): string {
  const secret = randomBytes(32).toString('base64url')
  tickets.push({ hash: digest(secret), expiresAt })
  if (tickets.length > KEPT) tickets.shift()
  return secret
}

/** Compares with every ticket in constant time, so that a wrong guess tells nothing. */
function find(tickets: Ticket[], secret: string, now: number): Ticket | undefined {
  const hash = digest(secret)
  const [found] = tickets.filter((ticket) => timingSafeEqual(ticket.hash, hash))
  return found && found.expiresAt > now ? found : undefined
}

const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest()
