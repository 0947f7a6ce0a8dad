/**
 * The bridge's own errors in a pasted text: by their code, as every surface shows it, or by their
 * sentence. What stood in the place of `{name}` is read back, so that the words come out as they were.
 */
import { catalogue, isErrorCode, type ErrorCode, type ErrorDetails } from '../base/errors.ts'
import { redactText } from '../traffic/redact-text.ts'
import { finding, type Finding } from './finding.ts'

/** "… (unknown-origin)", JSON with `code`, the last line of a page, the address of an error page. */
const shownCode =
  /\(([a-z][a-z0-9]*(?:-[a-z0-9]+)+)\)|"code" ?: ?"([a-z][a-z0-9-]{3,40})"|docs\/errors\/([a-z0-9-]+)\.md|(?:^|\s)([a-z0-9]+(?:-[a-z0-9]+)+)(?=$|[\s.,;])/g

/** Shorter pieces of a sentence stand in other texts, too. */
const distinctiveLength = 24

export function ownErrors(words: string): Finding[] {
  const codes = new Set<ErrorCode>()
  for (const match of words.matchAll(shownCode)) {
    const code = match.slice(1).find((part) => part !== undefined) ?? ''
    if (isErrorCode(code)) codes.add(code)
  }
  for (const code of Object.keys(catalogue) as ErrorCode[]) {
    if (hasSentence(words, catalogue[code].what)) codes.add(code)
  }
  return [...codes].map((code) => {
    const details = detailsOf(words, code)
    const known = finding(code, details, '')
    return { ...known, evidence: `${known.problem.sentence} (${code})` }
  })
}

function hasSentence(words: string, template: string): boolean {
  const longest = longestPiece(template)
  if (longest.length < distinctiveLength || !words.includes(longest)) return false
  return templatePattern(template).test(words)
}

/** Quick to look for: most sentences are not in the text at all. */
const longestPiece = (template: string): string =>
  template
    .split(/\{\w+\}/)
    .reduce((longest, one) => (one.length > longest.length ? one : longest), '')

/** What is not known stays open instead of showing a word in braces. */
function detailsOf(words: string, code: ErrorCode): ErrorDetails {
  const { what, next } = catalogue[code]
  const names = [...`${what} ${next}`.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const details: ErrorDetails = Object.fromEntries(names.map((name) => [name, '…']))
  for (const template of [what, next]) {
    if (!words.includes(longestPiece(template))) continue
    const groups = templatePattern(template).exec(words)?.groups ?? {}
    for (const [name, value] of Object.entries(groups)) details[name] = redactText(value)
  }
  return details
}

function templatePattern(template: string): RegExp {
  const seen = new Set<string>()
  const source = template
    .split(/(\{\w+\})/)
    .map((part) => {
      const name = /^\{(\w+)\}$/.exec(part)?.[1]
      if (name === undefined) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
      if (seen.has(name)) return '.{0,200}?'
      seen.add(name)
      return `(?<${name}>.{0,200}?)`
    })
    .join('')
  // A sentence ends where it ends, so that an open last group takes all of its words.
  return new RegExp(source)
}
