/**
 * Lines of sign-ins the owner has shut for a while: all are refused but the one whose page shows the pass
 * that the owner names. A flood can begin as many as it likes, but not the page the owner looks at. Kept in
 * memory only: a restart opens them.
 */
import { createHash } from 'node:crypto'
import { BridgeError } from '../../base/errors.ts'
import type { Clock } from '../../base/ports.ts'

export interface SignInLockouts {
  shut(line: string): void
  /** Throws `sign-ins-shut`, which tells the pass of this sign-in. */
  check(line: string, uid: string): void
  /** Lets the one sign-in with this pass in, instead of an earlier one, and says until when. */
  admit(pass: string): number
  /** When the last of them opens again; undefined when none is shut. */
  latestEnd(): number | undefined
}

/** Longer than a flood of closed pages takes to clear; short enough for others of that vendor. */
const shutMs = 10 * 60_000

/** Eight digits, for comparing: a sign-in cannot choose its uid, nor another's pass. */
export const passOf = (uid: string): string =>
  String(createHash('sha256').update(`pass ${uid}`).digest().readUInt32BE() % 100_000_000).padStart(
    8,
    '0',
  )

export function createSignInLockouts({ clock }: { clock: Clock }): SignInLockouts {
  const shutUntil = new Map<string, number>()
  let admitted: string | undefined

  function until(line: string): number | undefined {
    const end = shutUntil.get(line)
    if (end !== undefined && end > clock.now()) return end
    shutUntil.delete(line)
    return undefined
  }

  function latestEnd(): number | undefined {
    const ends = [...shutUntil.keys()].flatMap((line) => until(line) ?? [])
    return ends.length > 0 ? Math.max(...ends) : undefined
  }

  return {
    latestEnd,
    shut(line) {
      shutUntil.set(line, clock.now() + shutMs)
      admitted = undefined
    },
    check(line, uid) {
      if (until(line) === undefined) return
      const pass = passOf(uid)
      if (pass !== admitted) throw new BridgeError('sign-ins-shut', { pass })
    },
    admit(pass) {
      const end = latestEnd()
      if (end === undefined) {
        throw new BridgeError('invalid-input', {
          problem: 'No sign-ins are shut; its page shows the number to approve.',
        })
      }
      admitted = pass
      return end
    },
  }
}
