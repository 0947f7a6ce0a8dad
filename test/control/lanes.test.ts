/** The lane of those that may read and not write: where they have to answer, and what the owner pastes for them. */
import { expect, it } from 'vitest'
import { laneHandlers } from '../../main/bridge/control/lane-methods.ts'
import { unansweredBy } from '../../main/bridge/conversation/inbox/unanswered.ts'
import type { ClientSummary } from '../../main/bridge/oauth/types.ts'
import { freshConversation, refusal } from '../conversation/fresh-conversation.ts'
import { connectFirst } from '../mcp/clients.ts'
import { openMcpHost } from '../mcp/mcp-host.ts'
import { openPresence } from '../presence/open-presence.ts'
import { talksOver } from '../talk/open-talks.ts'

const signedIn = (participant: string, scopes: string[]): ClientSummary => ({
  clientId: `c-${participant}`,
  name: participant,
  ownName: null,
  vendor: 'chatgpt',
  provenVendor: 'chatgpt',
  registeredBy: 'manual',
  redirectUris: [],
  participant,
  participants: [participant],
  scopes,
  reads: 'own',
  createdAt: new Date().toISOString(),
  lastUsedAt: null,
  origin: null,
  grants: 1,
  tokens: 1,
})

async function openLanes() {
  const open = { links: new Map<string, boolean>(), seats: new Set<string>() }
  const { conversation, store } = freshConversation()
  for (const id of ['claude', 'chatgpt']) await conversation.addParticipant(id)
  const talks = talksOver(conversation, store)
  const presence = openPresence(store)
  const lanes = laneHandlers({
    conversation,
    presence,
    authorization: {
      clients: {
        list: () => [
          signedIn('claude', ['messages:read', 'messages:write']),
          signedIn('chatgpt', ['messages:read']),
        ],
      },
    },
    linkMayWrite: (participant) => open.links.get(participant),
    hasSeat: (participant) => open.seats.has(participant),
    unanswered: (participant, limit) => unansweredBy(store, participant, limit),
  })
  return { conversation, store, talks, lanes, presence, open }
}

it('lists who may not write where an answer is due, with the line that makes it look, until one is pasted', async () => {
  const { conversation, lanes } = await openLanes()
  const { message } = await conversation.send('claude', { to: ['chatgpt'], text: 'Which one?' })
  await conversation.send('chatgpt', { to: ['claude'], text: 'Another thread' })
  expect(await lanes['lanes.list']({})).toEqual([
    {
      participant: 'chatgpt',
      name: 'ChatGPT',
      mayWrite: false,
      thread: message.thread,
      title: 'Which one?',
      due: message.id,
      nudge: {
        line: `Look again in Drawbridge: call check_inbox with thread: "${message.thread}", include_read: true.`,
        href: expect.stringContaining('https://chatgpt.com/?q=Look%20again'),
        command: null,
      },
    },
  ])
  const pasted = await lanes['lanes.paste']({
    participant: 'chatgpt',
    text: 'The blue one.',
    thread: message.thread,
  })
  expect(pasted.message).toMatchObject({ from: 'chatgpt', to: ['claude'], ownerPart: 'pasted' })
  expect(await lanes['lanes.list']({})).toEqual([])
  expect(await lanes['lanes.list']({ thread: message.thread })).toMatchObject([
    { participant: 'claude', mayWrite: true, due: pasted.message.id },
    { participant: 'chatgpt', mayWrite: false, due: null },
  ])
})

it('knows everybody in a thread, however long ago they last wrote in it', async () => {
  const { conversation, lanes } = await openLanes()
  await conversation.addParticipant('guest')
  const { thread } = (await conversation.send('guest', { to: ['chatgpt'], text: 'first' })).message
  const text = 'x'.repeat(100_000)
  for (let n = 0; n < 12; n += 1) {
    await conversation.send('claude', { to: ['chatgpt'], text: `${n} ${text}`, thread })
  }
  expect(conversation.thread(thread).map(({ from }) => from)).not.toContain('guest')
  const listed = await lanes['lanes.list']({ thread })
  expect(listed.map(({ participant }) => participant).toSorted()).toEqual([
    'chatgpt',
    'claude',
    'guest',
  ])
  const { message } = await lanes['lanes.paste']({ participant: 'chatgpt', text: 'Blue.', thread })
  expect(message.to.toSorted()).toEqual(['claude', 'guest'])
  expect(
    await refusal(() => lanes['lanes.paste']({ participant: 'claude', text: 'x', thread: 't99' })),
  ).toBe('unknown-thread')
})

it('knows who may write by a link that is open now, and asks for no turn of a talk', async () => {
  const { conversation, talks, lanes, presence, open } = await openLanes()
  const seats = [{ participant: 'claude' }, { participant: 'chatgpt' }]
  const talk = await talks.begin({ question: 'Which?', form: 'work', seats })
  expect(await lanes['lanes.list']({})).toEqual([])
  expect(
    await refusal(() => lanes['lanes.paste']({ participant: 'chatgpt', text: 'x', thread: talk })),
  ).toBe('said-in-talk')
  await conversation.send('claude', { to: ['chatgpt'], text: 'Which one?' })
  open.links.set('chatgpt', true)
  presence.called('chatgpt', { id: 'link:codex', name: 'Codex' })
  expect(await lanes['lanes.list']({})).toEqual([])
  open.links.set('chatgpt', false)
  expect(await lanes['lanes.list']({})).toMatchObject([{ participant: 'chatgpt' }])
  open.links.delete('chatgpt')
  expect(await lanes['lanes.list']({})).toMatchObject([{ participant: 'chatgpt' }])
})

it('knows that a program the bridge runs for a participant may write', async () => {
  const { conversation, lanes, open } = await openLanes()
  await conversation.send('claude', { to: ['chatgpt'], text: 'Which one?' })
  expect(await lanes['lanes.list']({})).toHaveLength(1)
  open.seats.add('chatgpt')
  expect(await lanes['lanes.list']({})).toEqual([])
})

it('the owner speaks as themselves, and needs somebody to send to', async () => {
  const { lanes } = await openLanes()
  const paste = (participant: string) => () => lanes['lanes.paste']({ participant, text: 'x' })
  expect(await refusal(paste('owner'))).toBe('invalid-input')
  expect(await refusal(paste('chatgpt'))).toBe('invalid-input')
})

it('what was pasted or changed says so to models, in the log, in an export, and is in the chain', async () => {
  const host = await openMcpHost()
  const { conversation } = host
  for (const id of ['claude', 'chatgpt']) await conversation.addParticipant(id)
  const { message } = await conversation.send('chatgpt', {
    to: ['claude'],
    text: 'The blue one.',
    ownerPart: 'pasted',
  })
  const claude = await connectFirst(host.url, 'claude')
  const read = await claude.call('check_inbox', { mark_as_read: false })
  expect(read.text).toContain('pasted by the owner\n> The blue one.')
  expect(read.data['messages']).toMatchObject([{ from_owner: false, owner_part: 'pasted' }])
  const log = await claude.call('read_conversation')
  expect(log.text).toContain('message, pasted by the owner\n> The blue one.')
  expect(log.data['entries']).toMatchObject([{ by_owner: false, owner_part: 'pasted' }])
  expect((await claude.call('catch_up')).text).toContain('pasted by the owner]')
  const fetched = await claude.call('fetch', { id: `message:${message.id}` })
  expect(fetched.data['metadata']).toMatchObject({ ownerPart: 'pasted by the owner' })
  let [json, markdown] = ['', '']
  for await (const part of conversation.export('json')) json += part
  for await (const part of conversation.export('markdown')) markdown += part
  expect(JSON.parse(json)).toMatchObject({ entries: [{ ownerPart: 'pasted' }] })
  expect(markdown).toContain('pasted by the owner')
  expect(await conversation.verifyChain()).toMatchObject({ ok: true })
})

it('taking the mark away after the fact shows in the chain', async () => {
  const { conversation, store, lanes } = await openLanes()
  await lanes['lanes.paste']({ participant: 'chatgpt', text: 'Blue.', to: ['claude'] })
  expect(await conversation.verifyChain()).toMatchObject({ ok: true })
  store.statement('UPDATE messages SET owner_part = NULL').run()
  expect(await conversation.verifyChain()).toMatchObject({ ok: false })
})

it('a client that may not write is told with its letters how its answer gets there', async () => {
  const host = await openMcpHost()
  for (const id of ['claude', 'chatgpt']) await host.conversation.addParticipant(id)
  await host.conversation.send('claude', { to: ['chatgpt'], text: 'Which one?' })
  const reader = await connectFirst(host.url, 'chatgpt.messages_read')
  const { text, data } = await reader.call('check_inbox')
  expect(data['how_to_answer']).toContain('ask them to paste it in Drawbridge')
  expect(text).toContain('ask them to paste it in Drawbridge')
  const writer = await connectFirst(host.url, 'chatgpt')
  const again = await writer.call('check_inbox', { include_read: true })
  expect(again.data['how_to_answer']).toBeUndefined()
})
