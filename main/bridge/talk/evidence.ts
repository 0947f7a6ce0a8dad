/**
 * Whether evidence can be looked up: a file must be there in that version, and words given as a quotation
 * should stand somewhere in the talk or its files.
 */
import { BridgeError } from '../base/errors.ts'
import type { Conversation } from '../conversation/types.ts'
import { evidenceIn } from './hand-in.ts'
import type { Talk } from './talk-types.ts'
import type { Content } from './types.ts'

type Files = Pick<Conversation, 'fileVersions' | 'readFile'>

/** Throws `hand-in-incomplete` for a file that is not there; gives the marks for what was not found. */
export async function checkEvidence(
  content: Content,
  talk: Pick<Talk, 'question' | 'files' | 'steps'>,
  files: Files,
): Promise<string[]> {
  const evidence = evidenceIn(content)
  for (const { kind, where, version } of evidence) {
    if (kind === 'file') requireFile(files, where, version)
  }
  const quotations = evidence.filter(({ kind }) => kind === 'quotation')
  if (quotations.length === 0) return []
  const texts = [talk.question, ...talk.steps.map(({ text }) => text ?? '')]
  for (const name of talk.files) texts.push(await textOf(files, name))
  const said = texts.map(plain)
  const found = quotations.every(({ where }) => said.some((text) => text.includes(plain(where))))
  return found ? [] : ['quotation not found']
}

function requireFile(files: Files, name: string, version: number | undefined): void {
  try {
    const versions = files.fileVersions(name)
    if (version === undefined || versions.some((one) => one.version === version)) return
  } catch (error) {
    if (!(error instanceof BridgeError)) throw error
  }
  const what = version === undefined ? `"${name}"` : `"${name}" in version ${version}`
  throw new BridgeError('hand-in-incomplete', {
    problem: `The evidence names the shared file ${what}, which is not there.`,
  })
}

/** A file that cannot be read now is no reason to refuse a hand-in. */
async function textOf(files: Files, name: string): Promise<string> {
  try {
    const { encoding, content } = await files.readFile(name)
    return encoding === 'utf-8' ? content : ''
  } catch (error) {
    if (error instanceof BridgeError) return ''
    throw error
  }
}

/** Line breaks, kinds of quotation marks and capitals do not make another quotation. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/["'\u2018-\u201F]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
