/**
 * Showing a talk or the inbox to the person in the chat: as a card where the host draws one, and whole in
 * words everywhere. All three only look. Nothing an owner decides is a tool (decision 64).
 */
import { z } from 'zod'
import { BridgeError } from '../../base/errors.ts'
import { messageSeq } from '../../conversation/ids.ts'
import { cardHead, inboxOnCard, talkOnCard } from '../card/card-schema.ts'
import { inboxOnCard as readInbox, inboxText } from '../card/inbox-on-card.ts'
import type { OwnerPlace } from '../card/owner-page.ts'
import { talkOnCard as readTalk, talkText } from '../card/talk-on-card.ts'
import { namesIn } from '../words/names.ts'
import { byThoseNamed } from '../words/provenance.ts'
import { partOfText, shownInTalk } from '../shown.ts'
import { defineTool, type ToolContext } from '../tool.ts'

const annotations = { readOnly: true, destructive: false, idempotent: true }
const talkId = z.string().min(1).max(32).optional().describe('For example t12')

const raised = 'The bridge is raised: nothing crosses until the owner lowers it.'

/** What all answers begin with, and where the owner decides. */
function head(context: ToolContext, place: OwnerPlace) {
  const { position, ownerPage } = context
  return {
    provenance: byThoseNamed,
    as_of: new Date(timeOf(context)).toISOString(),
    position,
    decide: ownerPage(place),
  }
}

/** By the clock that presence keeps. */
const timeOf = ({ presence, caller }: ToolContext): number => presence.of(caller.participant).at

const lines = (text: string, decide: string | null): string =>
  decide === null
    ? text
    : `${text}\n\nThe owner decides at ${decide} on the computer that runs Drawbridge.`

function showTalk(context: ToolContext, id: string | undefined) {
  const { caller, conversation, presence, position } = context
  if (position === 'raised') {
    const about = { ...head(context, ['home']), talk: null }
    return { text: lines(raised, about.decide), data: about }
  }
  const found = talkOf(context, id)
  if (!found) {
    const about = { ...head(context, ['home']), talk: null }
    return { text: 'No talk is open in which you have a seat.', data: about }
  }
  const nameOf = namesIn(conversation.participants())
  const talk = readTalk(found, { participant: caller.participant, nameOf, presence })
  const about = { ...head(context, ['talks', found.id]), talk }
  const text = lines(talkText(talk, timeOf(context)), about.decide)
  return { text, data: about, shown: shownInTalk(found, [], { whole: false, readsFiles: false }) }
}

/** The one named, or the newest open one; undefined when none is open. */
function talkOf({ talks, caller }: ToolContext, id: string | undefined) {
  try {
    return talks.withSeat(caller.participant, id)
  } catch (error) {
    if (error instanceof BridgeError && error.code === 'no-talk') return undefined
    throw error
  }
}

async function showInbox(context: ToolContext) {
  if (context.position === 'raised') {
    const about = { ...head(context, ['home']), inbox: null }
    return { text: lines(raised, about.decide), data: about }
  }
  const { pausedThread, ...inbox } = await readInbox(context)
  // What is held is decided on Home.
  const place: OwnerPlace =
    pausedThread === null || inbox.held > 0 ? ['home'] : ['conversation', pausedThread]
  const about = { ...head(context, place), inbox }
  const provenance = inbox.letters.length === 0 ? [] : [byThoseNamed]
  const text = lines([...provenance, inboxText(inbox)].join('\n\n'), about.decide)
  const shown = inbox.letters.map(({ id, beginning }) => partOfText(messageSeq(id) ?? 0, beginning))
  return { text, data: about, shown }
}

export const showTalkTool = defineTool({
  name: 'show_talk',
  title: 'Show a talk',
  description:
    'Show the person in this chat where a talk stands: who is there, whose turn it is, what is handed in. ' +
    'Only when they ask to see it; to follow a talk yourself use watch_talk. Without talk: the newest open one.',
  scope: 'messages:read',
  annotations,
  whileRaised: true,
  card: 'shows',
  input: z.strictObject({ talk: talkId }),
  output: cardHead.extend({ talk: talkOnCard.nullable() }),
  run: ({ talk }, context) => showTalk(context, talk),
})

export const showInboxTool = defineTool({
  name: 'show_inbox',
  title: 'Show the inbox',
  description:
    'Show the person in this chat what is unread in your inbox (how many, from whom, how they begin) and ' +
    'what of yours is held for the owner. Marks nothing as read. Only when they ask to see it; to read messages yourself use check_inbox.',
  scope: 'messages:read',
  annotations,
  whileRaised: true,
  card: 'shows',
  input: z.strictObject({}),
  output: cardHead.extend({ inbox: inboxOnCard.nullable() }),
  run: (_input, context) => showInbox(context),
})

export const cardRefresh = defineTool({
  name: 'card_refresh',
  title: 'Refresh the card',
  description: 'Refreshes the card in the chat: what show_talk or show_inbox say now.',
  scope: 'messages:read',
  annotations,
  whileRaised: true,
  card: 'refreshes',
  input: z.strictObject({ show: z.enum(['talk', 'inbox']).optional(), talk: talkId }),
  output: cardHead,
  async run({ show, talk }, context) {
    const one = show ?? (talkOf(context, talk) ? 'talk' : 'inbox')
    return one === 'talk' ? showTalk(context, talk) : showInbox(context)
  },
})
