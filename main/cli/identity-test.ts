/** A test sign-in: a link to open, and the outcome as soon as it is known. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { MethodResult } from '../contract.ts'
import { BridgeError, isErrorCode } from '../bridge/base/errors.ts'
import { logWords } from './identity-words.ts'
import type { LocalClient } from './local-client.ts'
import type { Terminal } from './terminal.ts'

export interface TestOptions {
  callback?: 'public' | 'loopback' | undefined
  /** Who signs in becomes the owner. */
  bind: boolean
  everyMs?: number
}

type Attempt = MethodResult<'identity.status'>['attempts'][number]

/** Resolves with the attempt that went well. Throws what it failed with, in the words of the catalogue. */
export async function testSignIn(
  bridge: LocalClient,
  terminal: Terminal,
  { callback, bind, everyMs = 500 }: TestOptions,
): Promise<Attempt> {
  const { url, attempt } = await bridge.invoke('identity.test', {
    bind,
    ...(callback && { callback }),
  })
  terminal.say([
    bind ? 'Open this link and sign in; you become the owner:' : 'Open this link and sign in:',
    `  ${url}`,
    ...(url.startsWith('http://127.0.0.1:') ? ['(in a browser on this computer)'] : []),
    'Waiting for you to come back…',
    'If Auth0 shows an error on its own page, paste its text into: drawbridge identity explain',
  ])
  for (;;) {
    const { attempts, token } = await bridge.invoke('identity.status', {})
    const found = attempts.find(({ id }) => id === attempt)
    if (!found || found.state === 'waiting') {
      await sleep(everyMs)
      continue
    }
    if (found.state === 'done') return found
    if (token) await printLog(bridge, terminal, attempt)
    throw failureOf(found)
  }
}

/** What Auth0 showed on its own page stands in its log. */
async function printLog(bridge: LocalClient, terminal: Terminal, attempt: string): Promise<void> {
  try {
    const entries = await bridge.invoke('identity.logs', { attempt })
    if (entries.length > 0) terminal.say(['The log of Auth0 says:', ...entries.flatMap(logWords)])
  } catch (error) {
    // The token may not be good for it; the attempt's own failure counts more.
    if (!(error instanceof BridgeError)) throw error
  }
}

function failureOf({ problem }: Attempt): BridgeError {
  if (!problem || !isErrorCode(problem.code)) return new BridgeError('upstream-no-return')
  const next = problem.link === null ? problem.action : `${problem.action} ${problem.link}`
  return BridgeError.received(problem.code, { message: problem.sentence, next })
}
