/** One talk at each of its stages, from sealed answers to the result. */
import { testTalkStrings } from '../../../renderer/strings/setup.ts'
import { minutesAgo } from './desk.ts'
import { aResult, aSeat, aStep, aTalk, type Talk, type TalkStep } from './talks.ts'

const phases = [
  { id: 'answer', title: 'Sealed answers', kind: 'sealed' },
  { id: 'critique', title: 'Critique', kind: 'turns' },
  { id: 'decide', title: 'Keep or change', kind: 'together' },
  { id: 'verdict', title: 'Your verdict', kind: 'verdict' },
] as const

const phase = (index: 0 | 1 | 2 | 3): Talk['phase'] => ({ ...phases[index], index, count: 4 })

const answers = (): TalkStep[] => [
  aStep({ seq: 1, kind: 'sealed', by: 'claude', at: minutesAgo(24) }),
  aStep({
    seq: 2,
    kind: 'opened',
    handInNumber: 1,
    by: 'claude',
    alias: 'A',
    at: minutesAgo(21),
    handIn: {
      answer: 'After the holidays.',
      text: 'The payment callback is pinned to the old host, and plan.md registers the new one only a week before the switch. In December nobody can roll back within an hour.\n\nMove in the second week of January; rehearse on the 8th.',
      confidence: 80,
    },
  }),
  aStep({
    seq: 3,
    kind: 'opened',
    handInNumber: 2,
    by: 'chatgpt',
    alias: 'B',
    at: minutesAgo(21),
    handIn: {
      answer: 'Before, in the last week of November.',
      text: 'The old host’s contract ends on 31 December and its prices double for a single month. The move itself takes a night, as the rehearsal showed.',
      confidence: 65,
    },
  }),
]

const critique = (): TalkStep[] => [
  aStep({ seq: 4, kind: 'phase', text: 'Critique', at: minutesAgo(21) }),
  aStep({
    seq: 5,
    kind: 'said',
    handInNumber: 3,
    by: 'claude',
    alias: 'A',
    at: minutesAgo(14),
    handIn: {
      text: 'One thing does not hold, and it decides the question.',
      objections: [
        {
          claim: 'The move itself takes a night.',
          evidence: {
            kind: 'file',
            where: 'plan.md',
            version: 2,
            shows: 'Step 4 registers both payment callbacks for a week.',
          },
        },
        {
          claim: 'Prices double for a single month.',
          evidence: {
            kind: 'quotation',
            where: 'a notice period of four weeks applies',
            shows: 'Section 7 of the contract.',
          },
        },
      ],
    },
  }),
]

const decision = (): TalkStep[] => [
  aStep({
    seq: 6,
    kind: 'owner',
    by: 'owner',
    text: 'The contract can be extended by one month at the old price; I asked.',
    at: minutesAgo(10),
  }),
  aStep({
    seq: 7,
    kind: 'said',
    handInNumber: 4,
    by: 'chatgpt',
    alias: 'B',
    at: minutesAgo(8),
    handIn: {
      text: 'I have nothing against the January date but the price.',
      objections: [
        {
          claim: 'In December nobody can roll back within an hour.',
          evidence: { kind: 'test', where: 'rehearsal.log', shows: 'Rolled back in 22 minutes.' },
        },
      ],
    },
  }),
  aStep({ seq: 8, kind: 'phase', text: 'Keep or change', at: minutesAgo(8) }),
  aStep({
    seq: 9,
    kind: 'said',
    handInNumber: 5,
    by: 'chatgpt',
    alias: 'B',
    at: minutesAgo(5),
    pasted: true,
    marks: ['unsupported change'],
    handIn: {
      answer: 'After the holidays.',
      decision: 'change',
      reason: 'With the extension the price is no reason any more.',
      confidence: 85,
    },
  }),
  aStep({
    seq: 10,
    kind: 'said',
    handInNumber: 6,
    by: 'claude',
    alias: 'A',
    at: minutesAgo(4),
    handIn: {
      answer: 'After the holidays.',
      decision: 'keep',
      reason: 'The callback week decides it.',
      confidence: 85,
    },
  }),
  aStep({ seq: 11, kind: 'agreed', text: 'After the holidays.', at: minutesAgo(4) }),
]

const waits = (minutes: number) => ({ hasTurn: true, waitingSince: minutesAgo(minutes) })

/** Claude has handed in, ChatGPT is still writing. */
export const sealedTalk = (): Talk =>
  aTalk({
    startedAt: minutesAgo(26),
    seats: [
      aSeat('claude', 'Claude', { handedIn: true, sealed: true }),
      aSeat('chatgpt', 'ChatGPT', { ...waits(2), listening: 'lately', lastSeen: minutesAgo(2) }),
    ],
    steps: answers().slice(0, 1),
  })

/** The answers lie open; it is ChatGPT's turn to criticise. */
export const openedTalk = (): Talk =>
  aTalk({
    startedAt: minutesAgo(26),
    phase: phase(1),
    seats: [
      aSeat('claude', 'Claude', waits(1)),
      aSeat('chatgpt', 'ChatGPT', { listening: 'lately', lastSeen: minutesAgo(3) }),
    ],
    steps: [...answers(), ...critique().slice(0, 1)],
    used: { rounds: 1, messages: 3, minutes: 12, characters: 4200 },
  })

/** ChatGPT's turn, and it is away. */
export const awayTalk = (): Talk =>
  aTalk({
    startedAt: minutesAgo(26),
    phase: phase(1),
    round: 2,
    seats: [
      aSeat('claude', 'Claude', { handedIn: true }),
      aSeat('chatgpt', 'ChatGPT', { ...waits(14), listening: 'away', lastSeen: minutesAgo(16) }),
    ],
    steps: [...answers(), ...critique()],
    used: { rounds: 2, messages: 5, minutes: 24, characters: 6100 },
  })

export const pausedTalk = (): Talk => ({
  ...openedTalk(),
  state: 'paused',
  pausedBecause: { kind: 'owner', what: null, words: 'You paused it.' },
})

export const boundTalk = (): Talk => ({
  ...awayTalk(),
  state: 'paused',
  pausedBecause: {
    kind: 'bound',
    what: 'messages',
    words: '20 messages were exchanged, as many as this talk may have.',
  },
  used: { rounds: 2, messages: 20, minutes: 24, characters: 6100 },
})

/** Everybody has spoken; the owner has the last word. */
export const verdictTalk = (): Talk =>
  aTalk({
    startedAt: minutesAgo(26),
    phase: phase(3),
    round: 3,
    seats: [aSeat('claude', 'Claude'), aSeat('chatgpt', 'ChatGPT')],
    steps: [...answers(), ...critique(), ...decision()],
    used: { rounds: 3, messages: 9, minutes: 24, characters: 9400 },
  })

export const endedTalk = (): Talk => ({
  ...verdictTalk(),
  state: 'ended',
  endedAt: minutesAgo(1),
  result: { ...theResult(), verdict: 'We move in the second week of January.', savedAs: null },
})

function theResult(): NonNullable<Talk['result']> {
  return aResult({
    agreed: ['Move after the holidays.', 'Register both payment callbacks a week before.'],
    disagreed: ['How long a rollback takes in December.'],
    open: ['Who watches the shop in the night of the move?'],
    changes: [
      {
        participant: 'chatgpt',
        from: 'Before, in the last week of November.',
        to: 'After the holidays.',
        reason: 'with the extension the price is no reason any more',
        supported: false,
      },
    ],
    markdown:
      '# Move the shop before the holidays?\n\n## Agreed\n\n- Move after the holidays.\n- Register both payment callbacks a week before.\n',
  })
}

/** Three seats, everybody writes. */
export const threeSeats = (): Talk =>
  aTalk({
    id: 'talk-3',
    title: 'Storage plan',
    form: { id: 'debate', title: 'Debate' },
    round: 2,
    seats: [
      aSeat('claude', 'Claude', { role: 'Red team' }),
      aSeat('chatgpt', 'ChatGPT', { role: 'Synthesizer', ...waits(4), listening: 'lately' }),
      aSeat('codex', 'Codex', { listening: 'away', lastSeen: minutesAgo(40) }),
    ],
    phase: { id: 'rebuttals', title: 'Rebuttals', index: 1, count: 4, kind: 'turns' },
  })

/** Under way, waiting, paused and ended ones. */
export const manyTalks = (): Talk[] => [
  awayTalk(),
  threeSeats(),
  {
    ...boundTalk(),
    id: 'talk-4',
    title: 'Review of the import of prices',
    form: { id: 'review', title: 'Review' },
  },
  {
    ...endedTalk(),
    id: 'talk-5',
    title: 'Which of the three logos?',
    endedAt: minutesAgo(60 * 26),
    startedAt: minutesAgo(60 * 27),
  },
  {
    ...endedTalk(),
    id: 'talk-6',
    title: 'Is the backup good enough?',
    endedAt: minutesAgo(60 * 50),
    startedAt: minutesAgo(60 * 51),
  },
]

/** The talk that ends set-up, after so many of its four turns; Claude begins. */
export function aTestTalk(turns: number): Talk {
  const order = ['claude', 'chatgpt', 'claude', 'chatgpt'].slice(0, turns)
  const next = turns % 2 === 0 ? 'claude' : 'chatgpt'
  const done = turns >= 4
  const seen = (who: string) => (order.includes(who) ? minutesAgo(1) : minutesAgo(60))
  return aTalk({
    id: 'talk-9',
    title: testTalkStrings.question.slice(0, 60),
    question: testTalkStrings.question,
    form: { id: 'work', title: 'Work' },
    files: [],
    rounds: 2,
    round: turns < 2 ? 1 : 2,
    phase: done
      ? { id: 'verdict', title: 'Verdict', index: 1, count: 2, kind: 'verdict' }
      : { id: 'steps', title: 'Work in turns', index: 0, count: 2, kind: 'turns' },
    seats: (['claude', 'chatgpt'] as const).map((who) =>
      aSeat(who, who === 'claude' ? 'Claude' : 'ChatGPT', {
        lastSeen: seen(who),
        listening: order.includes(who) ? 'waiting' : 'away',
        ...(!done && who === next && waits(2)),
      }),
    ),
    steps: order.map((by, i) =>
      aStep({
        seq: i + 1,
        kind: 'said',
        by,
        handInNumber: i + 1,
        handIn: { text: 'Good morning.' },
      }),
    ),
  })
}
