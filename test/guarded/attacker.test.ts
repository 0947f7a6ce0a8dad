/**
 * A model that wants to get a secret past the scan and the gate: what the scan catches, what it honestly does
 * not (SECURITY.md says the same), and that nothing gets by where everything is held.
 */
import { describe, expect, it } from 'vitest'
import { createRandom, invent } from '../scan/invented.ts'
import { scanText } from '../../main/bridge/scan/scan.ts'
import { clientKinds } from '../mcp/clients.ts'
import { openMcpHost } from '../mcp/mcp-host.ts'

const secret = invent('ghp_{A36}', createRandom(7))
const bytes = Buffer.from(secret)
const signs = [...bytes].map((byte) => String.fromCodePoint(byte))

const caught: Record<string, string> = {
  'as it is': `Use ${secret}.`,
  'in an .env line': `GITHUB_TOKEN=${secret}`,
  'in JSON': JSON.stringify({ token: secret }),
  'beside Chinese signs': `请使用${secret}谢谢`,
  'in a code block': `\`\`\`\n${secret}\n\`\`\``,
  'in an address': `https://example.org/?q=${secret}`,
  'as the password of an address': `https://me:${secret}@github.com/a/b`,
  'between marks': `**${secret}**`,
  'in base64, in a header': `Authorization: Bearer ${bytes.toString('base64url')}`,
  'behind the escape of a line, in a log': `{"log":"it is\\n${secret}"}`,
  'percent-encoded around it': `https://example.org/?q=a%26key%3D${secret}`,
  'in the colours of a terminal': `\u001B[32m${secret}\u001B[0m`,
  'in base64, by its name': `token: ${bytes.toString('base64')}`,
}

const notCaught: Record<string, string[]> = {
  'split over two messages': [secret.slice(0, 20), secret.slice(20)],
  'split over two lines': [`${secret.slice(0, 20)}\n${secret.slice(20)}`],
  reversed: [[...signs].toReversed().join('')],
  'in base64 without a name': [bytes.toString('base64')],
  'in hexadecimal': [bytes.toString('hex')],
  'percent-encoded': [[...bytes].map((byte) => `%${byte.toString(16)}`).join('')],
  'with a space between its signs': [[...signs].join(' ')],
  'with an invisible sign between its signs': [[...signs].join('\u200B')],
  'in full-width letters': [
    [...signs].map((sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0)).join(''),
  ],
  'in other letters': [secret.toUpperCase()],
  described: ['The password is the name of my first dog and then 42'],
  'a password without a name': ['hunter2swordfish'],
}

describe('the scan', () => {
  it.each(Object.entries(caught))('marks a token %s', (_how, text) => {
    expect(scanText(text)).not.toEqual([])
  })

  it.each(Object.entries(notCaught))('does not mark a token %s', (_how, texts) => {
    for (const text of texts) expect(scanText(text)).toEqual([])
  })
})

/** Everything a client may call to put something before another, with words or a name of its own. */
const ways = (text: string, n: number): [tool: string, args: Record<string, unknown>][] => [
  ['send_message', { to: 'chatgpt', message: text }],
  ['send_message', { to: ['chatgpt', 'owner'], message: `${text} again` }],
  ['log_conversation', { message: text }],
  ['write_file', { name: `notes-${n}.md`, content: text }],
  ['write_file', { name: `data-${n}.bin`, content: btoa(`${n} parts`), encoding: 'base64' }],
  ['write_file', { name: `heliotrope-${n}.md`, content: 'x' }],
]

describe.each(clientKinds)('where everything is held: %s', (_name, connect) => {
  it('no part, code or name of it reaches the other by any way there is, and each waits for the owner', async () => {
    const { url, conversation, guarded, talks } = await openMcpHost()
    for (const id of ['claude', 'chatgpt']) await conversation.addParticipant(id)
    const seats = [{ participant: 'claude' }, { participant: 'chatgpt' }]
    const talk = await talks.begin({ question: 'Which?', form: 'work', seats })
    guarded.setRules([{ what: 'everything' }])
    const attacker = await connect(url, 'claude')
    const other = await connect(url, 'chatgpt')
    const texts = Object.values(notCaught)
      .flat()
      .filter((text) => !text.includes('\n'))
    let sent = 0
    for (const [n, text] of texts.entries()) {
      for (const [tool, args] of ways(`heliotrope ${text}`, n)) {
        const { data, isError, text: said } = await attacker.call(tool, args)
        expect(isError, said).not.toBe(true)
        expect(data).toMatchObject({ held: true })
        sent += 1
      }
    }
    const turn = { talk, turn: 1, text: `heliotrope ${secret}`, done: false, wait_seconds: 0 }
    expect((await attacker.call('take_turn', turn)).data).toMatchObject({ held: true })
    expect(guarded.count()).toBe(sent + 1)
    const reads: [string, Record<string, unknown>][] = [
      ['check_inbox', { include_read: true }],
      ['catch_up', {}],
      ['read_conversation', {}],
      ['list_files', {}],
      ['search', { query: 'heliotrope' }],
      ['join_talk', { talk }],
      ['show_talk', { talk }],
      ['show_inbox', {}],
      ['bridge_status', {}],
      ['held_status', {}],
    ]
    for (const [tool, args] of reads) {
      const { text, data } = await other.call(tool, args)
      const answer = JSON.stringify([text, { ...data, query: undefined }])
      expect(answer, tool).not.toMatch(/heliotrope[ -]|notes-\d|data-\d/)
      for (const part of texts) expect(answer, tool).not.toContain(part)
    }
    const { isError } = await other.call('read_file', { name: 'notes-0.md' })
    expect(isError).toBe(true)
  })
})

describe('a file or a turn', () => {
  it.each([
    ['UTF-16', Buffer.from(`\uFEFF${secret}`, 'utf16le')],
    ['an older code page', Buffer.from(`für ${secret}`, 'latin1')],
    ['bytes with a zero', Buffer.from(`\0 ${secret}`)],
  ])('is held for a token in %s', async (_how, content) => {
    const { url, conversation, guarded } = await openMcpHost()
    await conversation.addParticipant('claude')
    guarded.setRules([{ what: 'marked' }])
    const claude = await clientKinds[0]?.[1](url, 'claude')
    const file = { name: 'a.env', content: content.toString('base64'), encoding: 'base64' }
    expect((await claude?.call('write_file', file))?.data).toMatchObject({ held: true })
  })

  it('is held for a token on a line of its own in a turn', async () => {
    const { url, conversation, guarded, talks } = await openMcpHost()
    for (const id of ['claude', 'chatgpt']) await conversation.addParticipant(id)
    const seats = [{ participant: 'claude' }, { participant: 'chatgpt' }]
    const talk = await talks.begin({ question: 'Which?', form: 'work', seats })
    guarded.setRules([{ what: 'marked' }])
    const claude = await clientKinds[0]?.[1](url, 'claude')
    const turn = { talk, turn: 1, text: `The key:\n${secret}`, done: false, wait_seconds: 0 }
    expect((await claude?.call('take_turn', turn))?.data).toMatchObject({ held: true })
  })
})

describe('what the gate does not hold', () => {
  it('that something is acknowledged, and when, is seen at once: a bit at a time, a model can tell by it', async () => {
    const { url, conversation, guarded } = await openMcpHost()
    for (const id of ['claude', 'chatgpt']) await conversation.addParticipant(id)
    const { message } = await conversation.send('chatgpt', { to: ['claude'], text: 'Well?' })
    guarded.setRules([{ what: 'everything' }])
    const claude = await clientKinds[0]?.[1](url, 'claude')
    const acknowledged = await claude?.call('acknowledge', { ids: [message.id] })
    expect(acknowledged?.data).toEqual({ acknowledged: 1 })
    expect(guarded.count()).toBe(0)
  })

  it('that a file is deleted is seen at once as well', async () => {
    const { url, conversation, guarded } = await openMcpHost()
    for (const id of ['claude', 'chatgpt']) await conversation.addParticipant(id)
    await conversation.writeFile('owner', { name: 'plan.md', content: 'x' })
    guarded.setRules([{ what: 'everything' }])
    const claude = await clientKinds[0]?.[1](url, 'claude')
    expect((await claude?.call('delete_file', { name: 'plan.md' }))?.isError).not.toBe(true)
    expect(guarded.count()).toBe(0)
    expect(conversation.files()).toEqual([])
  })
})
