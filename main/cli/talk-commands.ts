/** `drawbridge talk`: begins a talk, watches it, steers it, and takes the result away. */
import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { MethodParams, MethodResult } from '../contract.ts'
import type { CommandContext } from './context.ts'
import { localFile } from './local-file.ts'
import type { LocalClient } from './local-client.ts'
import { listLines, stepLines, talkLines } from './talk-words.ts'
import { UsageError } from './usage.ts'
import { wrongUse } from './help.ts'

export interface TalkOptions {
  form?: string | undefined
  between?: string | undefined
  file: string[]
  rounds?: number | undefined
  minutes?: number | undefined
  out?: string | undefined
  query?: string | undefined
}

type Talk = MethodResult<'talks.get'>
type Action = (context: CommandContext, args: string[], options: TalkOptions) => Promise<void>

/** Runs `talk ACTION …`; without an action, the list. */
export function talk(
  context: CommandContext,
  [action = 'list', ...args]: string[],
  options: TalkOptions,
): Promise<void> {
  const known = Object.hasOwn(actions, action) ? actions[action] : undefined
  if (!known) throw wrongUse('talk')
  return known(context, args, options)
}

const show = ({ print }: CommandContext, view: Talk): void => print(view, talkLines)

/** An act that takes the talk's id and so many words more: at least, and at most. */
const act =
  (
    least: number,
    most: number,
    call: (bridge: LocalClient, id: string, rest: string[]) => Promise<Talk>,
  ): Action =>
  (context, args) => {
    const [id, ...rest] = args
    if (id === undefined || rest.length < least || rest.length > most) throw wrongUse('talk')
    return context.withBridge(async (bridge) => show(context, await call(bridge, id, rest)))
  }

const actions: Record<string, Action> = {
  list: ({ withBridge, print }, args, { query }) => {
    if (args.length > 0) throw wrongUse('talk')
    return withBridge(async (bridge) =>
      print(await bridge.invoke('talks.list', query === undefined ? {} : { query }), listLines),
    )
  },
  forms: ({ withBridge, print }, args) => {
    if (args.length > 0) throw wrongUse('talk')
    return withBridge(async (bridge) =>
      print(await bridge.invoke('talks.forms', {}), ({ forms, broken, folder }) => [
        ...forms.map(({ id, goodFor }) => `${id}: ${goodFor}`),
        ...broken.map(({ file, problem }) => `${file} is no form: ${problem}`),
        `Your own forms go into ${folder}`,
      ]),
    )
  },
  start,
  watch,
  result,
  pause: act(0, 0, (bridge, id) => bridge.invoke('talks.pause', { id })),
  resume: act(0, 0, (bridge, id) => bridge.invoke('talks.resume', { id })),
  end: act(0, 0, (bridge, id) => bridge.invoke('talks.end', { id })),
  skip: act(0, 1, (bridge, id, [participant]) =>
    bridge.invoke('talks.skip', { id, ...(participant !== undefined && { participant }) }),
  ),
  word: act(1, 1, (bridge, id, [participant = '']) =>
    bridge.invoke('talks.giveWord', { id, participant }),
  ),
  say: act(1, Infinity, (bridge, id, words) =>
    bridge.invoke('talks.say', { id, text: words.join(' ') }),
  ),
  verdict: act(1, Infinity, (bridge, id, words) =>
    bridge.invoke('talks.verdict', { id, text: words.join(' ') }),
  ),
  more: act(2, 2, (bridge, id, [what, amount]) => {
    if (!Number.isInteger(Number(amount))) throw wrongUse('talk')
    return bridge.invoke('talks.more', {
      id,
      what: what as MethodParams<'talks.more'>['what'],
      amount: Number(amount),
    })
  }),
}

async function start(context: CommandContext, args: string[], options: TalkOptions): Promise<void> {
  const question = args.join(' ')
  const seats = (options.between ?? '').split(',').filter((name) => name !== '')
  if (question === '') throw wrongUse('talk')
  return context.withBridge(async (bridge) => {
    if (seats.length < 2) {
      const all = await bridge.invoke('participants.list', {})
      const known = all.map(({ id }) => id).filter((id) => id !== 'owner')
      throw new UsageError(`Say who takes part: --between NAME,NAME. Known: ${known.join(', ')}.`)
    }
    const files = []
    for (const path of options.file) files.push(await shared(bridge, path))
    const { form, rounds, minutes } = options
    const view = await bridge.invoke('talks.begin', {
      question,
      seats: seats.map((seat) => {
        const [participant = '', role] = seat.split(':')
        return { participant, ...(role !== undefined && { role }) }
      }),
      files,
      ...(form !== undefined && { form }),
      bounds: {
        ...(rounds !== undefined && { rounds }),
        ...(minutes !== undefined && { minutes }),
      },
    })
    show(context, view)
  })
}

/** A shared file of that name, or one made from a file of the owner's. */
async function shared(bridge: LocalClient, path: string): Promise<string> {
  const there = await bridge.invoke('files.list', {})
  if (there.some(({ name }) => name === path)) return path
  const content = (await localFile(path, () => readFile(path))).toString('base64')
  const name = basename(path)
  await bridge.invoke('files.write', { name, content, encoding: 'base64' })
  return name
}

const lookEveryMs = 700

/** Shows what happens until the talk ends; with --json one step a line. */
function watch(
  { withBridge, stdout, json }: CommandContext,
  [id, ...more]: string[],
): Promise<void> {
  if (id === undefined || more.length > 0) throw wrongUse('talk')
  return withBridge(async (bridge) => {
    let shown = 0
    for (;;) {
      const view = await bridge.invoke('talks.get', { id })
      for (const step of view.steps.filter(({ seq }) => seq > shown)) {
        stdout.write(`${json ? JSON.stringify(step) : stepLines(step, view).join('\n')}\n`)
        shown = step.seq
      }
      if (view.state === 'ended') return
      await setTimeout(lookEveryMs)
    }
  })
}

function result(
  { withBridge, print, stdout, json }: CommandContext,
  [id, ...more]: string[],
  { out }: TalkOptions,
): Promise<void> {
  if (id === undefined || more.length > 0) throw wrongUse('talk')
  return withBridge(async (bridge) => {
    const view = await bridge.invoke('talks.get', { id })
    if (view.result === null) throw new UsageError('The talk has no result yet: it has not ended.')
    const { result: found } = view
    if (out !== undefined) {
      await localFile(out, () => writeFile(out, found.markdown, { mode: 0o600 }))
      print({ out }, () => `Wrote ${out}.`)
    } else if (json) print(found, () => '')
    else stdout.write(found.markdown)
  })
}
