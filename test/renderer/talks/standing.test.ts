import { describe, expect, it } from 'vitest'
import {
  awaySeats,
  pictureOf,
  sidesOf,
  turnSentence,
} from '../../../renderer/views/talks/page/standing.ts'
import { minutesAgo } from '../../fakes/panel-data/desk.ts'
import { aSeat, aTalk } from '../../fakes/panel-data/talks.ts'
import {
  awayTalk,
  endedTalk,
  openedTalk,
  pausedTalk,
  sealedTalk,
  verdictTalk,
} from '../../fakes/panel-data/talk-stages.ts'

describe('how a talk stands', () => {
  it('is one sentence at each of its stages', () => {
    expect(turnSentence(aTalk())).toBe('Claude and ChatGPT are writing, each on its own')
    expect(turnSentence(sealedTalk())).toBe('Waiting for ChatGPT’s sealed answer')
    expect(turnSentence(openedTalk())).toBe('Claude’s turn')
    expect(turnSentence(pausedTalk())).toBe('Paused')
    expect(turnSentence(verdictTalk())).toBe('Your turn: the verdict')
    expect(turnSentence(endedTalk())).toBe('Ended')
  })

  it('says of nobody that it writes before it was told', () => {
    const { seats } = aTalk()
    const knownTo = (...who: string[]) =>
      aTalk({
        startedAt: minutesAgo(4),
        seats: seats.map((seat) =>
          who.includes(seat.participant)
            ? { ...seat, listening: 'lately', lastSeen: minutesAgo(3) }
            : { ...seat, listening: 'lately', lastSeen: minutesAgo(5) },
        ),
      })
    expect(turnSentence(knownTo())).toBe('Claude and ChatGPT do not know of it yet')
    expect(turnSentence(knownTo('claude'))).toBe(
      'Claude is writing; ChatGPT does not know of it yet',
    )
    expect(turnSentence(knownTo('claude', 'chatgpt'))).toMatch(/are writing/)
    const called = (...args: Parameters<typeof awaySeats>) =>
      awaySeats(...args).map(({ name }) => name)
    const talk = knownTo('claude')
    const since = Date.parse(talk.seats[1]?.waitingSince ?? '')
    expect(called(talk, since)).toEqual(['ChatGPT'])
    // One that is woken by itself is called only when that has not helped.
    expect(called(talk, since, () => true)).toEqual([])
    expect(called(talk, since + 60_000, () => true)).toEqual(['ChatGPT'])
  })

  it('calls one back who is away and was waited for a minute, and nobody else', () => {
    const talk = awayTalk()
    const since = Date.parse(talk.seats[1]?.waitingSince ?? '')
    expect(awaySeats(talk, since + 59_000)).toEqual([])
    expect(awaySeats(talk, since + 60_000).map(({ name }) => name)).toEqual(['ChatGPT'])
    expect(awaySeats({ ...talk, state: 'paused' }, since + 60_000)).toEqual([])
    expect(awaySeats(sealedTalk(), since + 3_600_000)).toEqual([])
  })
})

describe('the picture of a talk', () => {
  it('lights who listens, half of who was seen lately, and none of who is away', () => {
    const { left, right } = pictureOf(openedTalk())
    expect([left.light, right.light]).toEqual(['lit', 'dim'])
    expect(pictureOf(awayTalk()).right.light).toBe('dark')
  })

  it('hangs the lantern at whose turn it is, and nowhere while the talk rests', () => {
    const { left, right } = pictureOf(awayTalk())
    expect([left.lantern, right.lantern]).toEqual([false, true])
    expect(pictureOf(aTalk())).toMatchObject({ left: { lantern: true }, right: { lantern: true } })
    expect(pictureOf(pausedTalk())).toMatchObject({ left: { lantern: false } })
  })

  it('shows closed letters while they are sealed, open ones until somebody speaks', () => {
    expect(pictureOf(sealedTalk())).toMatchObject({ left: { letter: 'sealed' } })
    expect(pictureOf(sealedTalk()).right.letter).toBeUndefined()
    const opened = pictureOf(openedTalk())
    expect([opened.left.letter, opened.right.letter]).toEqual(['open', 'open'])
    expect(pictureOf(awayTalk()).left.letter).toBeUndefined()
  })

  it('says all of it in words', () => {
    const { label } = pictureOf(awayTalk())
    expect(label).toMatch(/^ChatGPT’s turn\. Claude: listening, handed in\. ChatGPT: away since/)
  })

  it('keeps Claude left and ChatGPT right, whoever begins', () => {
    const [claude, chatgpt, codex] = [
      aSeat('claude', 'Claude'),
      aSeat('chatgpt', 'ChatGPT'),
      aSeat('codex', 'Codex'),
    ]
    expect(sidesOf([chatgpt, claude])).toEqual({ left: claude, right: chatgpt })
    expect(sidesOf([chatgpt, codex])).toEqual({ left: codex, right: chatgpt })
    expect(sidesOf([codex, claude])).toEqual({ left: claude, right: codex })
  })
})
