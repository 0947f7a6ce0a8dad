/**
 * The bytes of a client's configuration file as text that can be edited and written back without
 * changing anything else: byte order mark, line ends and indentation stay as they are.
 */
import { BridgeError } from '../../base/errors.ts'

export interface ConfigText {
  text: string
  bom: boolean
  /** What its lines end with; of a mixture, what the first one ends with. */
  eol: '\n' | '\r\n'
  /** One step of indentation, as the file has it. */
  indent: string
}

/** Larger than any real one; some clients keep their whole history in the same file. */
const mostBytes = 20 * 1024 * 1024

/** Throws `config-unreadable` for what is not UTF-8 text. An empty file is an empty text. */
export function decodeConfig(bytes: Uint8Array, file: string): ConfigText {
  const refuse = (problem: string) => new BridgeError('config-unreadable', { file, problem })
  if (bytes.length > mostBytes) throw refuse('it is larger than 20 MB')
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw refuse('it is saved as UTF-16; save it as UTF-8')
  }
  let whole: string
  try {
    whole = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw refuse('it is not UTF-8 text')
  }
  const bom = whole.startsWith('\uFEFF')
  const text = bom ? whole.slice(1) : whole
  return { text, bom, eol: eolOf(text), indent: indentOf(text) }
}

export const encodeConfig = ({ bom }: Pick<ConfigText, 'bom'>, text: string): Buffer =>
  Buffer.from(bom ? `\uFEFF${text}` : text, 'utf8')

function eolOf(text: string): ConfigText['eol'] {
  const first = text.indexOf('\n')
  return first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n'
}

function indentOf(text: string): string {
  const [, indent = '  '] = /^[\t ]*[{[][\t ]*\r?\n([\t ]+)\S/m.exec(text) ?? []
  return indent
}

/** Where an offset is, for people: both begin at one. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
