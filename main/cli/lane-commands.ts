/** What the owner carries over from apps that may not write. */
import { readFile } from 'node:fs/promises'
import type { MethodParams, MethodResult } from '../contract.ts'
import { printable } from '../host/printable.ts'
import type { CommandContext } from './context.ts'
import type { LocalClient } from './local-client.ts'
import { readAll } from './read-all.ts'
import { table } from './table.ts'
import { wrongUse } from './help.ts'

export interface PasteOptions {
  thread: string | undefined
  replyTo: string | undefined
  to: string | undefined
  /** A file with the text. */
  file: string | undefined
}

/** `drawbridge paste`: who may not write and has to answer, or what one of them said. */
export async function paste(
  { withBridge, print }: CommandContext,
  [participant, ...words]: string[],
  options: PasteOptions,
): Promise<void> {
  if (participant === undefined) {
    return withBridge(async (bridge) => print(await bridge.invoke('lanes.list', {}), laneLines))
  }
  const text = await textOf(words, options.file)
  const { thread, replyTo } = options
  const to = options.to?.split(',').filter((name) => name !== '')
  if (text === '' || (thread === undefined && to === undefined)) throw wrongUse('paste')
  return withBridge(async (bridge) => {
    if (thread !== undefined && (await isOpenTalk(bridge, thread))) {
      const content = contentOf(text)
      print(
        await bridge.invoke('talks.paste', { id: thread, participant, content }),
        () => `Handed in for ${participant} in talk ${thread}, marked as pasted by you.`,
      )
      return
    }
    const request = { participant, text, thread, replyTo, to }
    print(
      await bridge.invoke('lanes.paste', request),
      ({ message }) =>
        `Sent for ${participant} (id ${message.id}, thread ${message.thread}), marked as pasted by you.`,
    )
  })
}

async function textOf(words: readonly string[], file: string | undefined): Promise<string> {
  if (file !== undefined) return words.length > 0 ? '' : readFile(file, 'utf8')
  return words.length === 1 && words[0] === '-' ? readAll(process.stdin) : words.join(' ')
}

async function isOpenTalk(bridge: LocalClient, id: string): Promise<boolean> {
  const talks = await bridge.invoke('talks.list', {})
  return talks.some((talk) => talk.id === id && talk.state !== 'ended')
}

/** The fields of a turn as JSON, or its text. */
function contentOf(text: string): MethodParams<'talks.paste'>['content'] {
  if (!text.trimStart().startsWith('{')) return { text }
  try {
    return JSON.parse(text) as MethodParams<'talks.paste'>['content']
  } catch {
    return { text }
  }
}

function laneLines(lanes: MethodResult<'lanes.list'>): string[] {
  if (lanes.length === 0) return ['Nobody is waiting for you to paste an answer.']
  return [
    ...table(
      lanes.map(({ name, thread, due, title }) => [name, thread, due ?? '', printable(title)]),
    ),
    ...new Set(
      lanes.map(({ name, nudge }) => `To make ${name} look again, paste into it: ${nudge.line}`),
    ),
    'What it said: drawbridge paste NAME TEXT --thread ID',
  ]
}
