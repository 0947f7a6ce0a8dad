/** A body as people read it: JSON and event streams indented, forms line by line; else as it came. */

export interface PrettyText {
  text: string
  /** It is JSON, or made of it. */
  json: boolean
}

export function pretty(body: string): PrettyText {
  const whole = indented(body)
  if (whole !== undefined) return { text: whole, json: true }
  if (/^(?:event|data|id|retry|:)/.test(body) && /^data:/m.test(body)) {
    return { text: body.split('\n').map(eventLine).join('\n').trimEnd(), json: true }
  }
  if (isForm(body)) {
    const lines = [...new URLSearchParams(body)].map(([name, value]) => `${name} = ${value}`)
    return { text: lines.join('\n'), json: false }
  }
  return { text: body, json: false }
}

function indented(text: string): string | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return undefined
  }
}

function eventLine(line: string): string {
  const [, data] = /^data: ?(.*)$/.exec(line) ?? []
  const json = data === undefined ? undefined : indented(data)
  return json === undefined ? line : `data: ${json}`
}

const isForm = (body: string): boolean => /^[\w.~%+-]+=[^\s]*$/.test(body) && !body.includes('://')

export interface Piece {
  text: string
  kind: 'plain' | 'name' | 'string' | 'value' | 'hidden'
}

const token = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\b\d+(?:\.\d+)?\b/g
const dots = '••••••'

/** Indented JSON in pieces, for colour. */
export function piecesOf(json: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const match of json.matchAll(token)) {
    if (match.index > from) pieces.push({ text: json.slice(from, match.index), kind: 'plain' })
    const [all, quoted, colon] = match
    const kind = quoted === undefined ? 'value' : colon === undefined ? 'string' : 'name'
    pieces.push({ text: all, kind: kind === 'string' && all.includes(dots) ? 'hidden' : kind })
    from = match.index + all.length
  }
  if (from < json.length) pieces.push({ text: json.slice(from), kind: 'plain' })
  return pieces
}
