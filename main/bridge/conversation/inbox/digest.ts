/**
 * The words of a catch-up: a head line, changed files, messages in order, what was left out. What
 * participants wrote is quoted line by line, so only the bridge can write a line without "> ", or,
 * in the list of files, a part outside the quotation marks that no file name can have.
 */
import { ownerPartWords, provenance, quote, quoteBeginning } from '../quote.ts'
import type { Message } from '../message-types.ts'
import { plural } from '../../base/plural.ts'

interface ChangedFile {
  name: string
  version: number
  deleted: boolean
  by: string
  size: number
}

interface DigestRequest {
  /** Newest first. */
  messages: readonly Message[]
  /** How many there are altogether. */
  total: number
  /** Undefined for who may not read files: then the digest does not speak of them. */
  files: readonly ChangedFile[] | undefined
  /** Characters. */
  budget: number
}

export interface Digest {
  digest: string
  /** How many of the messages, from the newest, are in it. */
  shown: number
  /** True when a message or the list of files had to be shortened. */
  clipped: boolean
  /** True when the newest message had to be. */
  shortened: boolean
}

/** Kept free for the lines that say what was left out. */
const reserve = 160

/** At least the newest message is always in it, shortened if need be: every call gets further. */
export function writeDigest({ messages, total, files, budget }: DigestRequest): Digest {
  const source = messages.length > 0 || (files ?? []).length > 0 ? `\n${provenance}\n` : ''
  const intro = introOf(total, files?.length) + source
  const list = listFiles(files ?? [], Math.floor(budget / 4))
  let left = budget - reserve - intro.length - list.text.length
  const blocks: string[] = []
  let shortened = false
  for (const message of messages) {
    const block = blockOf(message, quote(message.text))
    if (block.length <= left) {
      blocks.push(block)
      left -= block.length
      continue
    }
    if (blocks.length === 0) {
      blocks.push(shorten(message, left))
      shortened = true
    }
    break
  }
  const cut = total - blocks.length
  const note = cut > 0 ? `\n(${cut} older left out; call catch_up with the cursor for them)\n` : ''
  const digest = intro + list.text + note + blocks.toReversed().join('')
  const clipped = list.clipped || shortened
  return { digest: digest.trimEnd(), shown: blocks.length, clipped, shortened }
}

function introOf(messages: number, files: number | undefined): string {
  if (messages === 0 && !files) return 'Nothing new.'
  const counts = [
    plural(messages, 'message'),
    ...(files === undefined ? [] : [plural(files, 'file')]),
  ]
  return `${counts.join(' · ')}\n`
}

function listFiles(files: readonly ChangedFile[], budget: number) {
  let text = files.length > 0 ? '\nFiles:\n' : ''
  for (const [index, { name, version, deleted, by, size }] of files.entries()) {
    const state = deleted ? 'deleted' : `version ${version}, ${size} bytes`
    const line = `- "${name}" (${state}, by ${by})\n`
    if (text.length + line.length > budget) {
      return { text: `${text}- … ${files.length - index} more: list_files\n`, clipped: true }
    }
    text += line
  }
  return { text, clipped: false }
}

function blockOf(message: Message, quoted: string): string {
  const { id, from, to, thread, replyTo, sentAt, importance, ownerPart } = message
  const details = [
    id,
    // With a space in it, which no id has.
    `${from === 'owner' ? 'the owner' : from} → ${to.join(', ')}`,
    sentAt,
    `thread ${thread}`,
    ...(replyTo === null ? [] : [`reply to ${replyTo}`]),
    ...(importance === 'normal' ? [] : [`${importance} importance`]),
    ...(ownerPart ? [ownerPartWords[ownerPart]] : []),
  ]
  return `\n[${details.join(' · ')}]\n${quoted}\n`
}

function shorten(message: Message, room: number): string {
  const ending = `(shortened; fetch message:${message.id} has all)`
  const overhead = blockOf(message, `\n${ending}`).length
  const beginning = quoteBeginning(message.text, room - overhead)
  return blockOf(message, `${beginning}\n${ending}`)
}
