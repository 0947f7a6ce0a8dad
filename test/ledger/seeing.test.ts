/** Asking the ledger: by file, version, message, company, participant and client; and taking it along. */
import { expect, it } from 'vitest'
import { pieceOf } from '../../main/bridge/ledger/export-rows.ts'
import { refusal } from '../conversation/fresh-conversation.ts'
import { chatgpt, codex, freshLedger } from './open-ledger.ts'

const claude = { ...chatgpt, client: 'c', participant: 'claude', name: 'Claude', vendor: 'claude' }

async function withFiles() {
  const fresh = await freshLedger()
  const { conversation, ledger } = fresh
  for (const content of ['one', 'two']) {
    await conversation.writeFile('claude', { name: 'plan.md', content })
  }
  await ledger.give(chatgpt, 'read_file', [{ file: 'plan.md', version: 1, extent: 'whole' }])
  await ledger.give(codex, 'list_files', [{ file: 'plan.md', version: 2, extent: 'name' }])
  await ledger.give(claude, 'search', [{ file: 'plan.md', version: 2, extent: 'part' }])
  return fresh
}

it('says what a company has seen of a file', async () => {
  const { ledger } = await withFiles()
  const calls = (by: string) => ledger.seen({ file: 'plan.md', by }).map(({ call }) => call)
  expect(calls('OpenAI')).toEqual(['list_files', 'read_file'])
  expect(calls('chatgpt')).toEqual(['read_file'])
  expect(calls('codex')).toEqual(['list_files'])
  expect(calls('link:codex-mcp-client')).toEqual(['list_files'])
  expect(calls('Anthropic')).toEqual(['search'])
  expect(calls('nobody')).toEqual([])
  expect(ledger.seen({ file: 'plan.md', version: 2 }).map(({ call }) => call)).toEqual([
    'search',
    'list_files',
  ])
})

it('refuses a file or message that never was', async () => {
  const { ledger } = await withFiles()
  expect(await refusal(() => ledger.seen({ file: 'other.md' }))).toBe('unknown-file')
  expect(await refusal(() => ledger.seen({ message: 'm99' }))).toBe('unknown-message')
  expect(await refusal(() => ledger.seen({ message: "m1' OR 1=1" }))).toBe('unknown-message')
})

it('is paged newest first, and from the beginning', async () => {
  const { ledger } = await withFiles()
  const numbers = (entries: { number: number }[]) => entries.map(({ number }) => number)
  expect(numbers(ledger.seen({ limit: 2 }))).toEqual([3, 2])
  expect(numbers(ledger.seen({ limit: 2, before: 2 }))).toEqual([1])
  expect(numbers(ledger.seen({ limit: 2, after: 0 }))).toEqual([1, 2])
  expect(numbers(ledger.seen({ by: 'OpenAI', after: 1 }))).toEqual([2])
  expect(numbers(ledger.seen({ by: 'OpenAI', limit: 1 }))).toEqual([2])
})

it('gives no spreadsheet a formula, whatever a model calls a file', async () => {
  const { ledger, conversation } = await freshLedger()
  const names = ['=1+1.md', '@x.md', '+x.md', '-x.md', 'a,b.md']
  for (const name of names) {
    await conversation.writeFile('claude', { name, content: 'x' })
    const named = { ...chatgpt, name: '=HYPERLINK("https://x")' }
    await ledger.give(named, 'read_file', [{ file: name, version: 1, extent: 'whole' }])
  }
  const { text, next } = pieceOf('csv', 0, ledger.seen({ after: 0 }))
  expect(next).toBeNull()
  const [header, ...rows] = text.trimEnd().split('\r\n')
  expect(header).toBe(
    'number,at,company,says,client,name,participant,grant,via,call,kind,id,version,from,size,extent,perhaps',
  )
  expect(rows[0]).toBe(
    `1,2026-11-30T12:00:00.000Z,OpenAI,,client-of-chatgpt,"'=HYPERLINK(""https://x"")",chatgpt,grant-1,http,read_file,file,'=1+1.md,1,claude,1,whole,no`,
  )
  for (const [index, name] of ["'@x.md", "'+x.md", "'-x.md", '"a,b.md"'].entries()) {
    expect(rows[index + 1]).toContain(`,file,${name},1,claude`)
  }
})

it('is one JSON array and one table, in however many pieces', async () => {
  const { ledger } = await withFiles()
  const entries = ledger.seen({ after: 0 })
  const whole = pieceOf('json', 0, entries)
  expect(JSON.parse(whole.text)).toMatchObject([{ number: 1 }, { number: 2 }, { number: 3 }])
  expect(JSON.parse(pieceOf('json', 0, []).text)).toEqual([])
  const many = Array.from({ length: 1_000 }, (_, n) => ({ ...entries[0]!, number: n + 1 }))
  const first = pieceOf('json', 0, many)
  expect(first.next).toBe(1_000)
  for (const last of [pieceOf('json', 1_000, entries), pieceOf('json', 1_000, [])]) {
    expect(last.next).toBeNull()
    expect(JSON.parse(first.text + last.text).length).toBeGreaterThanOrEqual(1_000)
  }
  const rows = pieceOf('csv', 0, many).text + pieceOf('csv', 1_000, entries).text
  expect(rows.trimEnd().split('\r\n')).toHaveLength(1 + 1_003)
})

it('knows companies of clients by what is proven, and of local programs by their name', async () => {
  const { ledger, send } = await freshLedger()
  const { seq } = await send('hello')
  const stranger = { ...chatgpt, client: 's', name: 'Claude', vendor: 'other' }
  const seat = { ...codex, client: 'link:seat x', name: 'Claude Code, run by the bridge' }
  for (const to of [stranger, seat, codex]) {
    await ledger.give(to, 'check_inbox', [{ seq, extent: 'whole' }])
  }
  expect(ledger.seen({}).map(({ company, says }) => [company, says])).toEqual([
    ['OpenAI', null],
    ['Anthropic', null],
    [null, 'Anthropic'],
  ])
  // Whoever asks for a company is shown also who only says it is of that company.
  expect(ledger.seen({ by: 'anthropic' })).toHaveLength(2)
})
