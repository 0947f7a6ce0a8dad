/**
 * A test from the owner's own surfaces: a link that works once goes to the provider and back, and the
 * outcome is shown in the browser and in the list of attempts. The first test may bind the owner.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { BridgeError } from '../base/errors.ts'
import { startPath, type CallbackKind, type Callbacks } from './callbacks.ts'
import type { Connection } from './connection.ts'
import { wayThere } from './exchange.ts'
import { loginMs, type Logins } from './logins.ts'
import { called } from './people.ts'
import type { Login } from './rows.ts'
import { hashOf } from './sealed.ts'
import type { CallbackAnswer, Person, Upstream } from './types.ts'
import type { Interactive } from './upstream.ts'

export interface TrialDeps {
  connection: Connection
  callbacks: Callbacks
  logins: Logins
  finish: Interactive['finish']
  spoil: Upstream['spoil']
  /** What a test decides about who came back. Throws BridgeError. */
  bind: (person: Person) => Promise<void>
  check: (person: Person) => void
}

export interface Trial {
  /** The link, and the attempt that will tell the outcome. Throws BridgeError. */
  make(wanted: {
    callback?: CallbackKind
    bind: boolean
  }): Promise<{ url: string; attempt: string }>
  start: Upstream['start']
  /** The browser came back with a state that belongs to a test. */
  back(login: Login, query: URLSearchParams, cookies: string | undefined): Promise<CallbackAnswer>
}

export function createTrial(deps: TrialDeps): Trial {
  const { connection, callbacks, logins } = deps

  return {
    async make({ callback, bind }) {
      // Before a link is given out: what can be known to fail fails here.
      const { issuer, registration } = await connection.get()
      const chosen = await callbacks.choose(callback ?? callbacks.kind())
      const ticket = randomBytes(32).toString('base64url')
      const { origin } = new URL(chosen.url)
      const attempt = await logins.prepare(
        {
          purpose: 'test',
          browser: '',
          origin,
          callback: chosen.url,
          issuer,
          clientId: registration.clientId,
          binds: bind,
        },
        ticket,
      )
      return { url: `${origin}${startPath}?ticket=${ticket}`, attempt: attempt.id }
    },
    async start(ticket) {
      const login = logins.prepared(ticket)
      if (!login) throw new BridgeError('upstream-link-used')
      const { url, state, secrets } = await wayThere(await connection.get(), login.callback)
      const value = randomBytes(32).toString('base64url')
      const mine = await logins.embark(ticket, hashOf(value), state, secrets)
      if (!mine) throw new BridgeError('upstream-link-used')
      return { redirect: url, cookie: cookieOf(login, value) }
    },
    async back(login, query, cookies) {
      const value = readCookie(cookies, cookieName(login)) ?? ''
      if (!timingSafeEqual(Buffer.from(hashOf(value)), Buffer.from(login.browser))) {
        await deps.spoil(query)
        throw new BridgeError('upstream-foreign-browser')
      }
      const person = await deps.finish(login, query, async (found) => {
        if (login.binds) await deps.bind(found)
        else deps.check(found)
      })
      return { page: pageFor(login, person) }
    },
  }
}

function pageFor({ binds }: Login, person: Person): { title: string; message: string } {
  const name = called(person)
  return binds
    ? {
        title: 'You are the owner now',
        message: `${name} is bound as the owner of this bridge. Clients that connect sign in there from now on. You can close this page.`,
      }
    : {
        title: 'The sign-in works',
        message: `${name} signed in, and everything that came back was right. You can close this page.`,
      }
}

const cookieName = ({ id }: Login): string => `drawbridge-test-${id}`

/** For the way back only. SameSite=Lax lets it come along when the provider sends the browser back. */
function cookieOf(login: Login, value: string): string {
  const { pathname, protocol } = new URL(login.callback)
  const secure = protocol === 'https:' ? '; Secure' : ''
  const age = Math.floor(loginMs / 1_000)
  return `${cookieName(login)}=${value}; Path=${pathname}; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`
}

function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [key, value] = pair.trim().split('=', 2)
    if (key === name) return value
  }
  return undefined
}
