/** Commands about what is said. */
import type { CommandContext } from './context.ts'
import { printable } from '../host/printable.ts'
import { localTime } from '../bridge/base/local-time.ts'
import { readAll } from './read-all.ts'
import { wrongUse } from './help.ts'

export const send = async (
  { withBridge, print }: CommandContext,
  args: string[],
  options: { to?: string | undefined; thread?: string | undefined; replyTo?: string | undefined },
) => {
  const text = args.length === 1 && args[0] === '-' ? await readAll(process.stdin) : args.join(' ')
  const to = (options.to ?? '').split(',').filter((name) => name !== '')
  if (to.length === 0 || text === '') {
    throw wrongUse('send')
  }
  return withBridge(async (bridge) => {
    const { message } = await bridge.invoke('conversation.send', {
      to,
      text,
      ...(options.thread !== undefined && { thread: options.thread }),
      ...(options.replyTo !== undefined && { replyTo: options.replyTo }),
    })
    print(message, ({ id, thread }) => `Sent (id ${id}, thread ${thread}).`)
  })
}

/** Beside the author of words that are not theirs alone. */
export const partWords = (part: 'pasted' | 'changed' | undefined): string =>
  part === undefined ? '' : ` · ${part} by you`

export const inbox = ({ withBridge, print }: CommandContext, args: string[]) => {
  const [participant = 'owner', ...more] = args
  if (more.length > 0) throw wrongUse('inbox')
  return withBridge(async (bridge) => {
    const page = await bridge.invoke('conversation.inbox', { participant, markRead: true })
    print(page, ({ messages, remaining }) =>
      messages.length === 0
        ? `Nothing unread for ${participant}.`
        : [
            ...messages.flatMap(({ from, sentAt, text, id, ownerPart }) => [
              `${from} · ${localTime(sentAt)} · ${id}${partWords(ownerPart)}`,
              indent(printable(text)),
            ]),
            ...(remaining > 0 ? [`${remaining} more.`] : []),
          ],
    )
  })
}

export const indent = (text: string): string =>
  text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')
