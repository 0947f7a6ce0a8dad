/**
 * A pasted message, explained: the bridge's own errors, what clients and their makers say, what
 * tunnels and browsers say, and what identity providers say, most exact first.
 */
import { trimEnd } from '../base/trim-end.ts'
import { redactText } from '../traffic/redact-text.ts'
import { clip, evidenceOf } from './evidence.ts'
import { explainFault } from './explain-fault.ts'
import type { AboutSetUp } from './fault.ts'
import { once, type AboutBridge, type Finding } from './finding.ts'
import { aboutAddress } from './given-address.ts'
import { matchRows, type Fit } from './match.ts'
import { ownErrors } from './own-errors.ts'
import { pastedFault } from './pasted-fault.ts'
import { plainWords } from './plain-words.ts'
import { problemOf } from './problem.ts'
import { pastedRows, providerRows } from './table.ts'
import { wayBackToClient } from './way-back.ts'

export interface AboutHere extends AboutBridge {
  upstream: AboutSetUp
}

/** Everything the text names; empty when nothing of it is known. */
export function explainText(text: string, about: AboutHere): Finding[] {
  const words = plainWords(text)
  const own = ownErrors(words)
  const wayBack = wayBackToClient(text, about)
  if (wayBack) return once([...own, wayBack])
  // The bridge words what an identity provider said in sentences of its own.
  const answer = own.length > 0 ? undefined : fromAnswer(text, words, about)
  const rows = own.length > 0 || answer ? pastedRows : [...pastedRows, ...providerRows]
  const fault = { where: 'pasted', description: words } as const
  const fits = [...matchRows(rows, fault, about.upstream)]
  return chosen(fits, words, about, own, answer)
}

/** Findings in order, without those that another one explains better. */
function chosen(
  fits: readonly Fit[],
  words: string,
  about: AboutHere,
  own: readonly Finding[],
  answer: Finding | undefined,
): Finding[] {
  const redacted = redactText(words)
  const replaced = new Set<string>(fits.flatMap(({ row }) => row.instead ?? []))
  const kept = (findings: readonly Finding[]): Finding[] =>
    findings.filter(({ problem }) => !replaced.has(problem.code))
  const shown = (general: boolean): Finding[] =>
    fits
      .filter(({ row }) => (row.general ?? false) === general)
      .map(({ row, explanation }) => ({
        problem: problemOf(explanation),
        evidence: evidenceOf(redacted, words, row.text),
      }))
  const addresses = fits.flatMap((fit) => addressIn(fit, about))
  const exact = kept([...own, ...addresses, ...shown(false), ...(answer ? [answer] : [])])
  return once(exact.length > 0 ? exact : [...addresses, ...kept(shown(true))])
}

/** About the address a row found in the words, when there is something to say about it. */
function addressIn({ row, match }: Fit, about: AboutHere): Finding[] {
  const server = trimEnd(match.groups?.['server'] ?? '', `.,;:!?"')]}`)
  const found = server === '' ? undefined : aboutAddress(server, about, row.cloud ?? false)
  return found ? [found] : []
}

/** An address or JSON that a provider answered with says exactly where it is from. */
function fromAnswer(text: string, words: string, about: AboutHere): Finding | undefined {
  const fault = pastedFault(text)
  const explanation = fault && explainFault(fault, about.upstream)
  return explanation && { problem: problemOf(explanation), evidence: clip(redactText(words)) }
}
