/** What was answered is entered, once, and nothing else is. */
import { expect, it } from 'vitest'
import { chatgpt, codex, entered, freshLedger, ledgerOver, notedIn } from './open-ledger.ts'

const day = 24 * 60 * 60_000

it('enters who received what, how much of it, when, and by which call', async () => {
  const { ledger, conversation, send } = await freshLedger()
  const { seq } = await send('Grüße')
  await conversation.writeFile('claude', { name: 'plan.md', content: '# Plan\n' })
  await ledger.give(chatgpt, 'check_inbox', [{ seq, extent: 'whole' }])
  await ledger.give(codex, 'read_file', [{ file: 'Plan.md', version: 1, extent: 'whole' }])
  const [file, message] = ledger.seen({})
  expect(message).toEqual({
    number: 1,
    at: '2026-11-30T12:00:00.000Z',
    client: 'client-of-chatgpt',
    grant: 'grant-1',
    participant: 'chatgpt',
    name: 'ChatGPT',
    company: 'OpenAI',
    says: null,
    via: 'http',
    call: 'check_inbox',
    extent: 'whole',
    perhaps: false,
    kind: 'message',
    id: `m${seq}`,
    version: null,
    from: 'claude',
    size: 7,
    title: 'Grüße',
  })
  expect(file).toMatchObject({
    company: 'OpenAI',
    participant: 'codex',
    via: 'link',
    kind: 'file',
    id: 'plan.md',
    version: 1,
    size: 7,
  })
})

it('enters nothing for an answer that holds nothing, and writes nothing either', async () => {
  const { ledger, store } = await freshLedger()
  const before = store.statement('SELECT total_changes() AS n').get()
  expect(ledger.leaving(chatgpt, 'check_inbox', [])).toBeUndefined()
  expect(store.statement('SELECT total_changes() AS n').get()).toEqual(before)
})

it('enters an answer only when it is known whether it was written', async () => {
  const { ledger, store, send } = await freshLedger()
  const { seq } = await send('hello')
  const leaving = ledger.leaving(chatgpt, 'check_inbox', [{ seq, extent: 'whole' }])
  await entered(store)
  expect(ledger.seen({})).toEqual([])
  leaving?.end(true)
  await entered(store)
  expect(ledger.seen({})).toMatchObject([{ id: `m${seq}`, perhaps: false }])
})

it('enters as perhaps received what broke off, and as received what came later', async () => {
  const { ledger, store, send } = await freshLedger()
  const { seq } = await send('hello')
  ledger.leaving(chatgpt, 'check_inbox', [{ seq, extent: 'whole' }])?.end(false)
  await entered(store)
  expect(ledger.seen({})).toMatchObject([{ perhaps: true }])
  await ledger.give(chatgpt, 'check_inbox', [{ seq, extent: 'whole' }])
  expect(ledger.seen({})).toMatchObject([{ perhaps: false }, { perhaps: true }])
})

it('enters as perhaps received, at the next start, what was on its way when the bridge ended', async () => {
  const { ledger, store, send } = await freshLedger()
  const { seq } = await send('hello')
  ledger.leaving(chatgpt, 'check_inbox', [{ seq, extent: 'whole' }])
  const next = ledgerOver(store)
  await entered(store)
  expect(next.seen({})).toMatchObject([{ id: `m${seq}`, perhaps: true }])
  expect(await next.verify()).toEqual({ ok: true, entries: 1 })
  // Once.
  ledgerOver(store)
  await entered(store)
  expect(next.seen({})).toHaveLength(1)
})

it('enters at the next start nothing of which nothing left, and nothing that is entered', async () => {
  const { ledger, store, send } = await freshLedger()
  const { seq } = await send('hello')
  await ledger.give(chatgpt, 'check_inbox', [{ seq, extent: 'whole' }])
  ledger.leaving(chatgpt, 'message.received', [{ seq, extent: 'name' }])?.drop()
  expect(notedIn(store)).toHaveLength(1)
  const next = ledgerOver(store)
  await entered(store)
  expect(next.seen({})).toMatchObject([{ call: 'check_inbox', perhaps: false }])
})

it('enters as perhaps received what an older bridge left on its way', async () => {
  const { ledger, store, send } = await freshLedger()
  const { seq } = await send('hello')
  await ledger.give(chatgpt, 'check_inbox', [{ seq, extent: 'name' }])
  ledger.makeRows()
  store.db
    .prepare('INSERT INTO received_ahead (source, at, shown) VALUES (1, 0, ?)')
    .run(JSON.stringify([[seq, 3]]))
  const next = ledgerOver(store)
  await entered(store)
  expect(next.seen({ limit: 1 })).toMatchObject([{ extent: 'whole', perhaps: true }])
  expect(store.statement('SELECT count(*) AS n FROM received_ahead').get()).toEqual({ n: 0 })
})

it('looks nothing up for what is newer than all it gave, and enters it once all the same', async () => {
  const { ledger, store, send } = await freshLedger()
  const texts: string[] = []
  const { statement } = store
  const first = await send('one')
  await ledger.give(chatgpt, 'check_inbox', [{ seq: first.seq, extent: 'whole' }])
  ledger.makeRows()
  const { seq } = await send('two')
  store.statement = (sql) => {
    texts.push(sql)
    return statement(sql)
  }
  const leaving = Array.from({ length: 3 }, () =>
    ledger.leaving(chatgpt, 'check_inbox', [{ seq, extent: 'whole' }]),
  )
  expect(texts.filter((sql) => sql.includes('FROM received'))).toHaveLength(2)
  for (const one of leaving) one?.end(true)
  await entered(store)
  expect(ledger.seen({})).toHaveLength(2)
  expect(await ledger.verify()).toEqual({ ok: true, entries: 2 })
})

it('enters the same thing through the same call once a day, and a name once', async () => {
  const { ledger, store, conversation } = await freshLedger()
  await conversation.writeFile('claude', { name: 'plan.md', content: 'x' })
  const whole = { file: 'plan.md', version: 1, extent: 'whole' } as const
  const named = { file: 'plan.md', version: 1, extent: 'name' } as const
  for (let n = 0; n < 50; n += 1) {
    await ledger.give(chatgpt, 'read_file', [whole])
    await ledger.give(chatgpt, 'list_files', [named])
  }
  expect(ledger.seen({})).toHaveLength(2)
  expect(ledger.leaving(chatgpt, 'read_file', [whole])).toBeUndefined()
  // A run that remembers nothing writes nothing anew either.
  const next = ledgerOver(store)
  expect(next.leaving(chatgpt, 'read_file', [whole])).toBeUndefined()
  next.pass(day)
  await next.give(chatgpt, 'read_file', [whole])
  await next.give(chatgpt, 'list_files', [named])
  expect(next.seen({}).map(({ call }) => call)).toEqual(['read_file', 'list_files', 'read_file'])
})

it('enters of a thousand answers under way at once each thing once', async () => {
  const { ledger, store, send } = await freshLedger()
  const { seq } = await send('hello')
  const leaving = Array.from({ length: 1_000 }, () =>
    ledger.leaving(chatgpt, 'check_inbox', [{ seq, extent: 'whole' }]),
  )
  for (const one of leaving) one?.end(true)
  await entered(store)
  expect(ledger.seen({})).toHaveLength(1)
  expect(await ledger.verify()).toEqual({ ok: true, entries: 1 })
})

it('keeps two clients of one participant apart, and two sign-ins of one client', async () => {
  const { ledger, send } = await freshLedger()
  const { seq } = await send('hello')
  const other = { ...chatgpt, client: 'another', name: 'Another' }
  for (const to of [chatgpt, other, { ...chatgpt, grant: 'grant-2' }]) {
    await ledger.give(to, 'check_inbox', [{ seq, extent: 'whole' }])
  }
  expect(ledger.seen({ by: 'chatgpt' })).toHaveLength(3)
  expect(ledger.seen({ by: 'Another' })).toMatchObject([{ client: 'another' }])
  expect(ledger.receivers().map(({ name, entries }) => [name, entries])).toEqual([
    ['ChatGPT', 2],
    ['Another', 1],
  ])
})

it('gives the version a file has at the moment where the answer names none', async () => {
  const { ledger, conversation } = await freshLedger()
  for (const content of ['one', 'two']) {
    await conversation.writeFile('claude', { name: 'plan.md', content })
    await ledger.give(chatgpt, 'join_talk', [{ file: 'plan.md', extent: 'name' }])
  }
  expect(ledger.seen({ file: 'plan.md' }).map(({ version }) => version)).toEqual([2, 1])
})

it('writes down of a long list what is new in it, and no more', async () => {
  const { ledger, store, conversation } = await freshLedger()
  const named = (name: string) => ({ file: name, version: 1, extent: 'name' }) as const
  const files = Array.from({ length: 20 }, (_, n) => named(`${n}.md`))
  for (const { file } of files) await conversation.writeFile('claude', { name: file, content: 'x' })
  let notes = notedIn(store).length
  /** How many items each note since the last look has. */
  const noted = () => {
    const all = notedIn(store)
    const since = all.slice(notes)
    notes = all.length
    return since.map(({ items }) => items.length)
  }
  const changes = () => store.statement('SELECT total_changes() AS n').get()?.['n']

  ledger.leaving(chatgpt, 'list_files', files.slice(0, 18))?.end(true)
  await entered(store)
  expect(noted()).toEqual([18])
  const more = ledger.leaving(chatgpt, 'list_files', files.slice(0, 19))
  expect(noted()).toEqual([1])
  more?.end(false)
  await entered(store)
  expect(ledger.seen({ limit: 2 }).map(({ perhaps }) => perhaps)).toEqual([true, false])

  // Again and again not taken to its end: it is entered as perhaps received already.
  for (const run of [ledger, ledgerOver(store), ledger]) {
    const before = changes()
    const again = run.leaving(chatgpt, 'list_files', files.slice(0, 19))
    expect(again).toBeDefined()
    again?.end(false)
    await entered(store)
    expect(changes()).toBe(before)
    expect(noted()).toEqual([])
  }
  const last = ledger.leaving(chatgpt, 'list_files', files)
  expect(noted()).toEqual([1])
  last?.end(true)
  await entered(store)
  const [newest, older] = ledger.seen({ limit: 2 })
  expect([newest, older]).toMatchObject([
    { id: '19.md', perhaps: false },
    { id: '18.md', perhaps: false },
  ])
  expect(await ledger.verify()).toEqual({ ok: true, entries: 21 })
})
