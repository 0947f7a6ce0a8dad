/** Which of the owner's rules holds something, if any. */
import type { HoldRule } from '../../contract/settings-schema.ts'
import { fileKey } from '../conversation/files/file-names.ts'
import type { Sending, Sender } from './types.ts'

export interface Weighed extends Sender {
  sending: Sending
  /** Who would read it: of a message its recipients, of anything else everybody. */
  readers: readonly string[]
  marked: boolean
  /** Its thread or talk was let through. */
  letThrough: boolean
}

export const holdingRule = (rules: readonly HoldRule[], item: Weighed): HoldRule | undefined =>
  rules.find((rule) => holds(rule, item))

function holds(rule: HoldRule, { sending, readers, marked, letThrough, ...sender }: Weighed) {
  if (rule.what === 'marked' && !marked) return false
  if (rule.what !== 'marked' && letThrough) return false
  if (rule.what === 'files' && sending.kind !== 'file') return false
  if (rule.from !== undefined && rule.from !== sender.participant) return false
  if (rule.client !== undefined && rule.client !== sender.client) return false
  if (rule.to !== undefined && !readers.includes(rule.to)) return false
  if (rule.talk !== undefined && threadOf(sending) !== rule.talk) return false
  return rule.folder === undefined || isIn(sending, rule.folder)
}

/** The rule that holds all of that, whoever sends it to whom. */
export const holdsAll = ({ what, ...conditions }: HoldRule, all: HoldRule['what']): boolean =>
  what === all && Object.values(conditions).every((one) => one === undefined)

/** Whether two rules hold the same. */
export const isSameRule = (one: HoldRule, other: HoldRule): boolean =>
  conditions.every((name) => one[name] === other[name])

const conditions = ['what', 'from', 'to', 'client', 'talk', 'folder'] as const

/** A talk has the id of its thread. */
export const threadOf = (sending: Sending): string | undefined =>
  sending.kind === 'hand-in' ? sending.talk : sending.kind === 'file' ? undefined : sending.thread

/** By what tells shared files apart: another spelling of a name is the same file. The owner may write the folder as a path. */
function isIn(sending: Sending, folder: string): boolean {
  if (sending.kind !== 'file') return false
  const below = fileKey(folder)
    .replace(/^\.?\//, '')
    .replace(/\/$/, '')
  return below === '' || fileKey(sending.name).startsWith(`${below}/`)
}
