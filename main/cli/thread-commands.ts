/** Threads: which there are, and what the owner decides about one that has reached its bound. */
import { localTime } from '../bridge/base/local-time.ts'
import { plural } from '../bridge/base/plural.ts'
import { printable } from '../host/printable.ts'
import type { CommandContext } from './context.ts'
import { table } from './table.ts'
import { UsageError } from './usage.ts'
import { wrongUse } from './help.ts'

const standing = {
  paused: 'paused: waits for you',
  ended: 'ended',
}

export const threads = ({ withBridge, print }: CommandContext) =>
  withBridge(async (bridge) => {
    const listed = await bridge.invoke('conversation.threads', {})
    const held = await bridge.invoke('conversation.held', {})
    // Those that wait first, also when they are older than the newest ones.
    const ids = new Set(held.map(({ id }) => id))
    const all = [...held, ...listed.filter(({ id }) => !ids.has(id))]
    print(all, (list) =>
      list.length === 0
        ? 'There are no threads yet.'
        : table(
            list.map(({ id, name, title, messages, lastMessageAt, held: state, heldFor }) => [
              id,
              state === null
                ? ''
                : heldFor === 'characters'
                  ? 'paused for today’s characters: waits for you'
                  : standing[state],
              plural(messages, 'message'),
              localTime(lastMessageAt),
              printable(name ?? title),
            ]),
          ),
    )
  })

const decisions = { 'go-on': 'on', more: 'more', end: 'end' } as const
const isDecision = (word: string): word is keyof typeof decisions => Object.hasOwn(decisions, word)

const done = {
  on: 'goes on, without a bound',
  more: 'goes on, as far again',
  end: 'has ended',
}

/** `drawbridge thread bound THREAD N`; "usual": as many as the settings say. */
function setBound({ withBridge, print }: CommandContext, [thread, most, ...more]: string[]) {
  const bound = most === 'usual' ? null : Number(most)
  if (
    thread === undefined ||
    more.length > 0 ||
    (bound !== null && !(bound >= 1 && bound <= 10_000 && Number.isInteger(bound)))
  ) {
    throw new UsageError('Use: drawbridge thread bound ID N|usual, N from 1 to 10000')
  }
  return withBridge(async (bridge) => {
    print(await bridge.invoke('conversation.bound', { thread, bound }), ({ id }) =>
      bound === null
        ? `Thread ${id} pauses where the settings say.`
        : `Thread ${id} pauses after ${plural(bound, 'message')} without you.`,
    )
  })
}

/** `drawbridge thread name THREAD NAME`; without a name, its first words again. */
function setName({ withBridge, print }: CommandContext, [thread, ...words]: string[]) {
  if (thread === undefined) throw wrongUse('thread')
  return withBridge(async (bridge) => {
    print(
      await bridge.invoke('conversation.name', { thread, name: words.join(' ') }),
      ({ id, name, title }) => `Thread ${id} is called “${printable(name ?? title)}”.`,
    )
  })
}

export const decide = (context: CommandContext, args: string[]) => {
  const [word = '', thread, ...more] = args
  if (word === 'bound') return setBound(context, args.slice(1))
  if (word === 'name') return setName(context, args.slice(1))
  const { withBridge, print } = context
  if (!isDecision(word) || thread === undefined || more.length > 0) {
    throw wrongUse('thread')
  }
  const decision = decisions[word]
  return withBridge(async (bridge) => {
    print(
      await bridge.invoke('conversation.decide', { thread, decision }),
      ({ id }) => `Thread ${id} ${done[decision]}.`,
    )
  })
}
