/** Words inside runs of scripts that put no spaces between them; and data from before they were found. */
import { expect, test } from 'vitest'
import type { Conversation } from '../../main/bridge/conversation/types.ts'
import { indexText } from '../../main/bridge/conversation/search/unspaced-words.ts'
import { freshConversation, openConversation, temporaryFolder } from './fresh-conversation.ts'

const say = async (conversation: Conversation, ...texts: string[]) => {
  for (const text of texts) await conversation.send('claude', { to: ['chatgpt'], text })
}
const found = (conversation: Conversation, query: string) =>
  conversation.search({ query }).map(({ id }) => id)
const mark = (text: string) => `\u{E000}${text}\u{E001}`

const sentences: [word: string, text: string][] = [
  ['東京', '私は昨日東京へ行きました'],
  ['テキスト', 'このテキストを翻訳してください'],
  ['サーバー', '新しいサーバーの設定'],
  ['人々', '多くの人々が来た'],
  ['密钥', '请不要把密钥写进文件里'],
  ['研究', '他在研究生命的起源'],
  ['ประเทศ', 'ฉันอยู่ในประเทศไทยมานาน'],
  ['สวัสดี', 'เขาพูดว่าสวัสดีครับทุกคน'],
  ['세계', '안녕하세요세계여러분'],
  ['ກິນ', 'ຂ້ອຍກິນເຂົ້າ'],
  ['ភាសា', 'ខ្ញុំរៀនភាសាខ្មែរ'],
  ['စာ', 'မြန်မာစာသင်သည်'],
  ['𠮷野', '昨日𠮷野家で食べた'],
]

test.each(sentences)('%s is found inside of %s, and it alone is marked', async (word, text) => {
  const { conversation } = freshConversation()
  await say(conversation, 'something else', text)
  expect(conversation.search({ query: word })[0]).toMatchObject({
    id: 'message:m2',
    snippet: text.replace(word, mark(word)),
  })
})

test('a run is split at the border of its script, in the text and in the query', async () => {
  const { conversation } = freshConversation()
  await say(conversation, '我的API密钥丢了', 'API documentation')
  expect(found(conversation, 'API密钥')).toEqual(['message:m1'])
  expect(found(conversation, '密钥')).toEqual(['message:m1'])
  expect(found(conversation, 'api').sort()).toEqual(['message:m1', 'message:m2'])
})

test('a single character is found at the beginning, inside and at the end of a run', async () => {
  const { conversation } = freshConversation()
  await say(conversation, '山', '山川', '川山', '小山田', '海')
  expect(found(conversation, '山').sort()).toEqual([
    'message:m1',
    'message:m2',
    'message:m3',
    'message:m4',
  ])
})

test('pairs that only stand somewhere in the text are no hit', async () => {
  const { conversation } = freshConversation()
  await say(conversation, '東京都は京都とは違う', '東京と京都')
  expect(found(conversation, '東京都')).toEqual(['message:m1'])
})

test('names and contents of files and notes are found as messages are', async () => {
  const { conversation } = freshConversation()
  await conversation.writeFile('claude', { name: '議事録.md', content: '来週の会議について' })
  await conversation.note('owner', '明日の会議を忘れない')
  expect(found(conversation, '会議').sort()).toEqual(['file:議事録.md', 'log:2'])
  expect(found(conversation, '事録')).toEqual(['file:議事録.md'])
})

test('what is written otherwise goes into the index as it is', () => {
  for (const text of ['English words', 'Ein Café in Zürich', 'привет мир', 'नमस्ते दुनिया', '🌉 ✓']) {
    expect(indexText(text)).toBe(text.normalize('NFC'))
  }
  expect(indexText('ab東京cd')).toBe('ab cd 東京 京')
})

test('older messages, notes and files are found once the bridge has run for a moment', async () => {
  const dir = temporaryFolder()
  const before = openConversation(dir)
  await say(before.conversation, 'これは東京の写真です', 'plain words')
  await before.conversation.note('owner', '東京で会う')
  await before.conversation.writeFile('claude', { name: 'a.md', content: '東京タワー' })
  await before.conversation.writeFile('claude', { name: 'a.md', content: '新東京タワー' })
  await before.conversation.writeFile('claude', { name: 'gone.md', content: '旧東京' })
  await before.conversation.deleteFile('claude', 'gone.md')
  // By now everything is in the index.
  expect(found(before.conversation, 'plain')).toEqual(['message:m2'])
  // As they were indexed before: whole runs.
  const { db } = before.store
  const put = db.prepare('INSERT OR REPLACE INTO words (rowid, text) VALUES (?, ?)')
  for (const [seq, text] of [
    [1, 'これは東京の写真です'],
    [3, '東京で会う'],
    [5, 'a.md\n新東京タワー'],
  ] as const) {
    put.run(seq, text)
  }
  db.exec('UPDATE conversation SET pairs_from = head + 1')
  expect(found(before.conversation, '写真')).toEqual([])
  await before.store.close()

  const { conversation, store } = openConversation(dir)
  expect(found(conversation, 'plain')).toEqual(['message:m2'])
  await expect
    .poll(() => store.db.prepare('SELECT pairs_from FROM conversation').get())
    .toEqual({ pairs_from: 0 })
  expect(found(conversation, '東京').sort()).toEqual(['file:a.md', 'log:3', 'message:m1'])
  expect(found(conversation, '写真')).toEqual(['message:m1'])
})

test('a new data folder has nothing to bring up', () => {
  const { store } = freshConversation()
  expect(store.db.prepare('SELECT pairs_from FROM conversation').get()).toEqual({ pairs_from: 0 })
})
