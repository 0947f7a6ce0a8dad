/** `drawbridge guard`: what waits at the gate and by which rule; rules set and removed, as in the panel's settings. */
import { plural } from '../bridge/base/plural.ts'
import type { HoldRule } from '../contract/settings-schema.ts'
import { printable } from '../host/printable.ts'
import type { CommandContext } from './context.ts'
import { wrongUse } from './help.ts'
import type { LocalClient } from './local-client.ts'
import { table } from './table.ts'
import { UsageError } from './usage.ts'

export interface GuardOptions {
  from: string | undefined
  to: string | undefined
  client: string | undefined
  talk: string | undefined
  folder: string | undefined
}

const kinds = { everything: 'everything', files: 'files', secrets: 'marked' } as const
const isKind = (word: string): word is keyof typeof kinds => Object.hasOwn(kinds, word)

/** `drawbridge guard`, and what it does by its first word. */
export const guard = (
  context: CommandContext,
  [verb, ...words]: string[],
  options: GuardOptions,
) => {
  const isAdding = verb === 'add'
  if (!isAdding && Object.values(options).some((value) => value !== undefined)) {
    throw wrongUse('guard')
  }
  switch (verb) {
    case undefined:
      return context.withBridge((bridge) => show(context, bridge))
    case 'on':
    case 'off':
      return turn(context, verb === 'on', words)
    case 'add':
      return add(context, words, options)
    case 'remove':
      return remove(context, words)
    default:
      throw wrongUse('guard')
  }
}

async function show({ print }: CommandContext, bridge: LocalClient): Promise<void> {
  const hold = await rulesOf(bridge)
  const { heldItems } = await bridge.invoke('status.get', {})
  const rules = hold.map((rule, n) => ({ number: n + 1, ...rule }))
  print({ rules, waiting: heldItems }, () => [
    ...(rules.length === 0
      ? ['There is no rule: what models send goes through. See: drawbridge help guard']
      : table(rules.map(({ number, ...rule }) => [String(number), sentence(rule)]))),
    ...(heldItems > 0 ? ['', `Waiting: ${plural(heldItems, 'item')} (drawbridge held)`] : []),
  ])
}

/** `drawbridge guard on|off [secrets]` */
function turn({ withBridge, print }: CommandContext, on: boolean, [which, ...more]: string[]) {
  const secrets = which === 'secrets'
  if ((which !== undefined && !secrets) || more.length > 0) throw wrongUse('guard')
  return withBridge(async (bridge) => {
    const done = await bridge.invoke('held.guard', { on, what: secrets ? 'marked' : 'everything' })
    const left = await rulesOf(bridge)
    print(done, () => turned(on, secrets, left))
  })
}

/** `left`: the rules there are now. */
const turned = (on: boolean, secrets: boolean, left: readonly HoldRule[]): string => {
  if (secrets) {
    return on
      ? 'What may be a secret waits for you before it crosses. See: drawbridge held'
      : 'What may be a secret is no longer held for that.'
  }
  if (on) return 'Guarded: what models send waits for you. See: drawbridge held'
  if (left.length === 0) return 'What models send goes through.'
  const except = left.every(({ what }) => what === 'marked')
    ? 'what may hold a secret'
    : `what ${plural(left.length, 'other rule')} still ${left.length === 1 ? 'holds' : 'hold'}`
  return `What models send goes through, except for ${except}. See: drawbridge guard`
}

/** `drawbridge guard add [everything|files|secrets] …`: below a folder there are only files. */
function add(
  { withBridge, print }: CommandContext,
  [word, ...more]: string[],
  options: GuardOptions,
) {
  const kind = word ?? (options.folder === undefined ? 'everything' : 'files')
  if (!isKind(kind) || more.length > 0) throw wrongUse('guard')
  const conditions = Object.entries(options).filter(([, value]) => value !== undefined)
  if (conditions.some(([, value]) => value === '')) throw wrongUse('guard')
  const rule: HoldRule = { what: kinds[kind], ...Object.fromEntries(conditions) }
  return withBridge(async (bridge) => {
    await refuseUnknown(bridge, rule)
    const { number } = await bridge.invoke('held.addRule', { rule })
    print({ number, ...rule }, () => `Rule ${number} holds ${sentence(rule)}. See: drawbridge held`)
  })
}

/** A misspelt name would hold nothing, and nobody would notice. */
async function refuseUnknown(bridge: LocalClient, rule: HoldRule): Promise<void> {
  const { from, to, client, talk } = rule
  const participants = (await bridge.invoke('participants.list', {})).map(({ id }) => id)
  for (const name of [from, to]) {
    if (name === undefined || participants.includes(name)) continue
    throw new UsageError(
      `No participant is called “${name}”. There are: ${participants.join(', ')}`,
    )
  }
  if (talk !== undefined) await bridge.invoke('conversation.thread', { id: talk, limit: 1 })
  if (client === undefined || client.startsWith('link:')) return
  const clients = (await bridge.invoke('clients.list', {})).map(({ clientId }) => clientId)
  if (!clients.includes(client)) {
    throw new UsageError(
      `No client has the ID “${client}”. See: drawbridge clients --json, and drawbridge held --json`,
    )
  }
}

/** `drawbridge guard remove NUMBER`: what waits because of it goes on waiting. */
function remove({ withBridge, print }: CommandContext, [word = '', ...more]: string[]) {
  if (!/^\d{1,3}$/.test(word) || more.length > 0) throw wrongUse('guard')
  return withBridge(async (bridge) => {
    const hold = await rulesOf(bridge)
    const rule = hold[Number(word) - 1]
    if (rule === undefined) {
      throw new UsageError(
        hold.length === 0
          ? 'There is no rule. See: drawbridge guard'
          : `There is no rule ${word}, only 1 to ${hold.length}. See: drawbridge guard`,
      )
    }
    await bridge.invoke('held.removeRule', { rule })
    print(rule, () => [
      `Removed: ${sentence(rule)}.`,
      'What waits already goes on waiting. See: drawbridge held',
    ])
  })
}

const rulesOf = async (bridge: LocalClient): Promise<HoldRule[]> =>
  (await bridge.invoke('settings.get', {})).settings.hold

const held = {
  everything: 'everything',
  files: 'files',
  marked: 'what may hold a secret',
}

/** What a rule holds, in words. */
const sentence = ({ what, from, to, client, talk, folder }: HoldRule): string =>
  printable(
    [
      held[what],
      from === undefined ? '' : `sent by ${from}`,
      to === undefined ? '' : `read by ${to}`,
      client === undefined ? '' : `through ${client}`,
      talk === undefined ? '' : `in ${talk}`,
      folder === undefined ? '' : `below ${folder}`,
    ]
      .filter(Boolean)
      .join(' '),
  )
