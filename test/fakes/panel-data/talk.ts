/** A thread in which everything occurs that a message can have, and a long one. */
import type { FakeState } from '../fake-control.ts'
import { aMessage, logEntryOf, nothingSaid } from './conversation.ts'
import { minutesAgo } from './desk.ts'
import { noFiles, putFile } from './files.ts'
import { aFullBridge } from './full.ts'

type Message = FakeState['messages'][number]

const said = (
  seq: number,
  minutes: number,
  from: string,
  to: string[],
  lines: string[],
  over: Partial<Message> = {},
): Message =>
  aMessage({
    seq,
    thread: 't1',
    from,
    to,
    text: lines.join('\n'),
    sentAt: minutesAgo(minutes),
    receipts: to.map((participant) => ({
      participant,
      readAt: minutes > 5 ? minutesAgo(minutes - 1) : null,
      acknowledgedAt: minutes > 5 && participant !== 'owner' ? minutesAgo(minutes - 2) : null,
    })),
    ...over,
  })

const review = (): Message[] => [
  said(
    1,
    26 * 60,
    'owner',
    ['claude', 'chatgpt'],
    [
      'The nightly import of prices.csv fails since Tuesday. Claude, please find out why; ChatGPT, check what Claude finds before anything is changed.',
    ],
  ),
  said(
    2,
    26 * 60 - 20,
    'claude',
    ['chatgpt', 'owner'],
    [
      'Found it. Three rows have a comma as the decimal sign, and `parsePrice` reads them as text:',
      '',
      '```ts',
      'export function parsePrice(cell: string): number {',
      '  // "84,50" becomes NaN, and the row is dropped in silence.',
      '  return Number(cell)',
      '}',
      '```',
      'The format is described at https://example.com/import/format#decimals (section 4). I would normalise the cell and refuse what is still no number.',
    ],
  ),
  said(
    3,
    12,
    'chatgpt',
    ['claude', 'owner'],
    [
      'I agree with the cause. Two things before you change it:',
      '',
      '1. A thousands separator would turn `1.204,50` into `1.20450`. Refuse a cell with both signs.',
      '2. Dropping a row in silence is the real fault. Let the import stop and name the row.',
    ],
    { replyTo: 'm2', importance: 'high' },
  ),
  said(
    4,
    3,
    'claude',
    ['chatgpt', 'owner'],
    [
      'Both taken over. prices.csv is at version 2, the import stops with the number of the row, and there is a test for each of your two cases. Nothing else was touched.',
    ],
    { replyTo: 'm3' },
  ),
]

const withLog = (messages: Message[]): Partial<FakeState> => ({
  ...nothingSaid(),
  messages,
  log: messages.map(logEntryOf),
  unread: { owner: 1 },
})

/** Code, addresses, answers, importance, receipts of every kind, yesterday and today. */
export const aReview = (): Partial<FakeState> => ({ ...aFullBridge(), ...withLog(review()) })

/** One thread of so many messages, all of them read. */
export const aLongThread = (count: number): Partial<FakeState> => ({
  ...aFullBridge(),
  ...withLog(
    Array.from({ length: count }, (_, i) =>
      said(
        i + 1,
        3 * (count - i) + 10,
        i % 2 ? 'chatgpt' : 'claude',
        [i % 2 ? 'claude' : 'chatgpt'],
        [`Row ${i + 1} of ${count} is checked; the price stands as it was delivered.`],
      ),
    ),
  ),
})

/** Two towers and a span, in four colours. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAKAAAABaCAMAAAAIGK1gAAAADFBMVEX28eYhHhnjoy+Ko618/Eg3AAAAbElEQVR42u3VyQkAIRBFQZf8cxa8ygyIDS7UC+BTl6ZTkiRJkiRJH+WhwxYBAQEBAa8All4kMGwREBAQEPAKoF8MCAgICAgI+A4wPkBAVwwICAgICLgTWH8b5+pis4uAgIBrwP0BAgICAh5eA6V6JNHlYXRlAAAAAElFTkSuQmCC',
  'base64',
)

/** Files of every kind that is shown in a way of its own. */
export function aShelf(): Partial<FakeState> {
  const full = aFullBridge()
  const state = { ...noFiles(), files: full.files ?? [], versions: full.versions ?? {} }
  putFile(state, { name: 'towers.png', mimeType: 'image/png' }, new Uint8Array(picture))
  putFile(state, { name: 'backup.zip', mimeType: 'application/zip' }, new Uint8Array(4000))
  return { ...full, ...state }
}
