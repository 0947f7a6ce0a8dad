/**
 * Who may use the panel. A launch token opens one browser once, within a few minutes; what the
 * browser keeps after that is a session. Both live in memory only, as hashes: a restart ends all.
 *
 * A session has two secrets because a cookie is not enough: cookies do not know ports, so any web
 * server of this computer that the browser visits receives them (RFC 6265 §8.5). The page secret
 * stays in the storage of the panel's own address, port included.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../base/ports.ts'

/** How long a launch link can wait to be opened. */
const LAUNCH_MS = 15 * 60_000
/** How long a session lives without being used. */
const IDLE_MS = 7 * 24 * 60 * 60_000
/** More than a person opens; the oldest make room, so nothing grows. */
const KEPT = 32

export interface SessionSecrets {
  cookie: string
  page: string
}

interface Launch {
  token: Buffer
  expiresAt: number
}

/** The hashes of the two secrets. */
interface Session {
  cookie: Buffer
  page: Buffer
  expiresAt: number
}

export interface ControlSessions {
  /** A fresh token for one launch link. */
  launchToken(): string
  /** Trades a launch token for a session; undefined when it is unknown, used or expired. */
  redeem(launchToken: string): SessionSecrets | undefined
  /** Whether the cookie is one of a living session: enough for the panel's files, for no data. */
  knowsCookie(cookie: string): boolean
  /** Whether both secrets belong to one living session; keeps it alive. */
  isSignedIn(secrets: SessionSecrets): boolean
}

/** Launch tokens and sessions of one run of the bridge. */
export function createControlSessions(clock: Clock): ControlSessions {
  const launches: Launch[] = []
  const sessions: Session[] = []
  const alive = ({ expiresAt }: { expiresAt: number }): boolean => expiresAt > clock.now()

  return {
    launchToken() {
      const token = newSecret()
      keep(launches, { token: digest(token), expiresAt: clock.now() + LAUNCH_MS })
      return token
    },
    redeem(launchToken) {
      const hash = digest(launchToken)
      const [launch] = launches.filter(({ token }) => timingSafeEqual(token, hash))
      if (!launch || !alive(launch)) return undefined
      launches.splice(launches.indexOf(launch), 1)
      const secrets = { cookie: newSecret(), page: newSecret() }
      keep(sessions, { ...hashed(secrets), expiresAt: clock.now() + IDLE_MS })
      return secrets
    },
    knowsCookie(cookie) {
      const hash = digest(cookie)
      return sessions.filter((session) => timingSafeEqual(session.cookie, hash)).some(alive)
    },
    isSignedIn(secrets) {
      const given = hashed(secrets)
      const [session] = sessions.filter((session) => isSame(session, given))
      if (!session || !alive(session)) return false
      session.expiresAt = clock.now() + IDLE_MS
      return true
    },
  }
}

/** Compares both hashes in constant time, so that a wrong guess does not tell which one is wrong. */
function isSame(session: Session, given: Pick<Session, 'cookie' | 'page'>): boolean {
  const cookie = timingSafeEqual(session.cookie, given.cookie)
  const page = timingSafeEqual(session.page, given.page)
  return cookie && page
}

const hashed = ({ cookie, page }: SessionSecrets) => ({
  cookie: digest(cookie),
  page: digest(page),
})

function keep<T>(list: T[], item: T): void {
  list.push(item)
  if (list.length > KEPT) list.shift()
}

const newSecret = (): string => randomBytes(32).toString('base64url')
const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest()
