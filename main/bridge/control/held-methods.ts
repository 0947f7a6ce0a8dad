/** What is held for the owner: shown as it is, decided by them. */
import type { z } from 'zod'
import type { heldItemSchema, heldMethods } from '../../contract/held.ts'
import { fieldNames } from '../../contract/hand-ins.ts'
import { BridgeError } from '../base/errors.ts'
import { askedFields } from '../talk/asked.ts'
import type { Talks } from '../talk/talk-types.ts'
import { handInText } from '../talk/hand-in.ts'
import type { Audit } from '../oauth/audit.ts'
import { firstWords, textOrRemoved } from '../conversation/texts.ts'
import type { Conversation } from '../conversation/types.ts'
import { holdsAll, isSameRule, threadOf } from '../guarded/hold-rules.ts'
import type { Guarded, HeldItem, Sending } from '../guarded/types.ts'
import { without } from '../scan/hide-secrets.ts'
import type { SettingsStore } from '../settings/settings.ts'
import type { HandlersOf } from './handlers.ts'

export const heldHandlers = ({
  guarded,
  conversation,
  talks,
  settings,
  audit,
}: {
  guarded: Guarded
  conversation: Pick<Conversation, 'readFile'>
  talks: Pick<Talks, 'withSeat'>
  settings: Pick<SettingsStore, 'update'>
  audit: Pick<Audit, 'record'>
}): HandlersOf<typeof heldMethods> => ({
  'held.list': ({ all = false }) => (all ? guarded.list() : guarded.waiting()).map(shown),
  'held.get': async ({ id }) => {
    const item = guarded.get(id)
    const text = item.sending && textOf(item.sending)
    return {
      ...shown(item),
      text,
      hidden: text === null ? null : hiddenIn(item, text),
      known: await knownVersion(conversation, item),
      turn: turnOf(talks, item),
      changedTo: item.changed,
    }
  },
  'held.release': async ({ id, ...how }) => shown(await guarded.release(id, how)),
  'held.return': async ({ id, reason }) => shown(await guarded.sendBack(id, reason)),
  'held.guard': async ({ on, what = 'everything' }) => {
    await settings.update(({ hold }) => {
      const others = hold.filter((rule) => !holdsAll(rule, what))
      return { hold: on ? [{ what }, ...others] : others }
    })
    return {}
  },
  'held.addRule': async ({ rule }) => {
    const { hold } = await settings.update((now) =>
      now.hold.some((one) => isSameRule(one, rule)) ? {} : { hold: [...now.hold, rule] },
    )
    audit.record('settings.changed', null, { names: 'hold' })
    return { number: hold.findIndex((one) => isSameRule(one, rule)) + 1 }
  },
  'held.removeRule': async ({ rule }) => {
    let removed = false
    await settings.update(({ hold }) => {
      const others = hold.filter((one) => !isSameRule(one, rule))
      removed = others.length < hold.length
      return { hold: others }
    })
    audit.record('settings.changed', null, { names: 'hold' })
    return { removed }
  },
})

function shown(item: HeldItem): z.output<typeof heldItemSchema> {
  const { sending, why } = item
  return {
    id: item.id,
    kind: item.kind,
    from: item.participant,
    client: item.client,
    to: sending?.kind === 'message' ? sending.to : [],
    thread: (sending && threadOf(sending)) ?? null,
    title: sending ? titleOf(sending) : '',
    bytes: item.bytes,
    because: why.rule.what,
    found: [...new Set(why.findings.map(({ name }) => name))],
    at: iso(item.at),
    state: item.state,
    decidedAt: item.decidedAt === null ? null : iso(item.decidedAt),
    reason: item.reason,
    changed: item.changed !== null,
    result: item.result,
  }
}

const iso = (time: number): string => new Date(time).toISOString()

const titleOf = (sending: Sending): string =>
  sending.kind === 'file' ? sending.name : firstWords(textOf(sending) ?? '', 80)

function textOf(sending: Sending): string | null {
  switch (sending.kind) {
    case 'message':
    case 'note':
      return textOrRemoved(sending.text)
    case 'file':
      return sending.encoding === 'utf-8' ? sending.content : null
    default:
      return handInText(sending.content)
  }
}

/** What it hands in, and what may be changed in it: what its phase asks for, or what it has by now. */
function turnOf(talks: Pick<Talks, 'withSeat'>, { sending, participant }: HeldItem) {
  if (sending?.kind !== 'hand-in') return null
  const { talk, turn, content } = sending
  const { state } = talks.withSeat(participant, talk)
  const isNow = turn === undefined || turn === state.turn
  const asked = isNow ? askedFields(state, participant) : null
  return {
    content,
    required: [...(asked?.required ?? fieldNames.filter((name) => content[name] !== undefined))],
    optional: [...(asked?.optional ?? [])],
  }
}

/** Found in what is shown; what stands in a name or in a turn cannot be hidden for it. */
function hiddenIn({ kind, why }: HeldItem, text: string): string | null {
  const field = kind === 'file' ? 'content' : 'text'
  const here = why.findings.filter((one) => one.field === field)
  return here.length === 0
    ? null
    : without(text, here, ({ name }) => `[${name}, hidden by the owner]`)
}

async function knownVersion(
  conversation: Pick<Conversation, 'readFile'>,
  { sending }: HeldItem,
): Promise<string | null> {
  if (sending?.kind !== 'file') return null
  try {
    const { content } = await conversation.readFile(sending.name, { encoding: 'utf-8' })
    return content
  } catch (error) {
    // Not there yet, or no text.
    if (error instanceof BridgeError) return null
    throw error
  }
}
