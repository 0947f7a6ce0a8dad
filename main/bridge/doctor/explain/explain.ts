/**
 * A pasted message, explained: the bridge's own errors, what clients and their makers say, what
 * tunnels and browsers say, and what identity providers say, most telling first.
 */
import { explainPage } from '../../identity/explain/explain.ts'
import type { AboutSetUp } from '../../identity/explain/fault.ts'
import { problemOf } from '../../identity/explain/problem.ts'
import { redactText } from '../../traffic/redact-text.ts'
import { aboutAddress } from './addresses.ts'
import { chatgptRows } from './chatgpt-rows.ts'
import { claudeRows } from './claude-rows.ts'
import { clientRows } from './client-rows.ts'
import { evidenceOf } from './evidence.ts'
import { finding, once, type AboutBridge, type Finding } from './finding.ts'
import { kindRows } from './kind-rows.ts'
import { networkRows } from './network-rows.ts'
import { ownErrors } from './own-words.ts'
import { plainWords } from './plain.ts'
import type { TextRow } from './row.ts'
import { vagueRows } from './vague-rows.ts'
import { wayBackToClient } from './way-back.ts'
import { trimEnd } from '../../base/trim-end.ts'

const rows: readonly TextRow[] = [
  ...chatgptRows,
  ...claudeRows,
  ...clientRows,
  ...networkRows,
  ...kindRows,
  ...vagueRows,
]

export interface AboutHere extends AboutBridge {
  upstream: AboutSetUp
}

/** Everything the text names; empty when nothing of it is known. */
export function explainText(text: string, about: AboutHere): Finding[] {
  const words = plainWords(text)
  const own = ownErrors(words)
  const wayBack = wayBackToClient(text, about)
  if (wayBack) return once([...own, wayBack])
  const told = fromRows(words, about)
  const exact = [...own, ...told.addresses, ...told.exact]
  // The bridge words what an identity provider said in sentences of its own.
  const upstream = own.length > 0 ? [] : fromProvider(text, words, about)
  const findings = [...exact, ...upstream].filter(({ problem }) => !told.replaced.has(problem.code))
  const general = told.general.filter(({ problem }) => !told.replaced.has(problem.code))
  return once(findings.length > 0 ? findings : [...told.addresses, ...general])
}

interface Told {
  /** About the addresses the rows found. */
  addresses: Finding[]
  exact: Finding[]
  general: Finding[]
  replaced: Set<string>
}

function fromRows(words: string, about: AboutHere): Told {
  const redacted = redactText(words)
  const told: Told = { addresses: [], exact: [], general: [], replaced: new Set() }
  for (const row of rows) {
    const match = row.text.exec(words)
    if (!match) continue
    const found = finding(
      row.code,
      row.details?.(match) ?? {},
      evidenceOf(redacted, row.text, match),
    )
    told[row.general ? 'general' : 'exact'].push(found)
    for (const code of row.instead ?? []) told.replaced.add(code)
    const server = trimEnd(match.groups?.['server'] ?? '', `.,;:!?"')]}`)
    const address = server && aboutAddress(server, about, row.cloud ?? false)
    if (address) told.addresses.push(address)
  }
  return told
}

/** Auth0's and other providers' words; they are looked for in the text as it came, too, for its JSON. */
function fromProvider(text: string, words: string, about: AboutHere): Finding[] {
  const told = explainPage(text, about.upstream)
  const explanations = told.length > 0 ? told : explainPage(words, about.upstream)
  const evidence = redactText(words)
  return explanations.map((explanation) => ({
    problem: problemOf(explanation),
    evidence: evidence.length > 300 ? `${evidence.slice(0, 299)}…` : evidence,
  }))
}
