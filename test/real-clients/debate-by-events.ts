/**
 * A debate of three rounds in which nobody types after the start: ChatGPT's side is woken by events, Claude's is a
 * program that the bridge runs. In the middle the bridge is killed while an event is on its way, and started again.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { startBridgeProcess } from '../../demo/bridge-process.ts'
import type { MethodResult } from '../../main/contract.ts'
import { openChatgpt, type Chatgpt } from '../fakes/chatgpt/chatgpt.ts'
import { contents } from './contents.ts'

/** A bridge whose callbacks at this name end on this computer. */
const host = 'callback.example'
const loopbackName = new URL('../fakes/callback/loopback-name.ts', import.meta.url).href
const rounds = 3

export interface Debate {
  talk: MethodResult<'talks.get'>
  wakes: MethodResult<'wake.log'>
  chatgpt: Pick<Chatgpt, 'receiver' | 'turns'>
  /** The event that was on its way when the bridge was killed. */
  lost: string
  /** The result as the owner reads it. */
  result: string
}

export interface DebateOptions {
  /** An empty folder to work in. */
  work: string
  /** The program that answers for Claude, and more arguments of its own. */
  claude: { path: string; args?: string[] }
  longestMs: number
  say: (line: string) => void
}

export async function debateByEvents(options: DebateOptions): Promise<Debate> {
  const { work, claude, longestMs, say } = options
  const [dataDir, folder] = [join(work, 'data'), join(work, 'claude')]
  await mkdir(dataDir)
  await mkdir(folder)
  // Otherwise most of the time goes by waiting for the next minute.
  await writeFile(join(dataDir, 'settings.json'), JSON.stringify({ wake: { perMinute: 60 } }))
  const flags = ['--import', loopbackName]
  let bridge = await startBridgeProcess(dataDir, { flags })
  let chatgpt: Chatgpt | undefined
  try {
    const { mcpUrl } = bridge
    chatgpt = await openChatgpt({
      mcpUrl,
      host,
      approve: async (number) => {
        await bridge.command('approve', number, '--as', 'chatgpt')
      },
      content: contents[1] ?? {},
    })
    const { receiver, turns } = chatgpt
    say(`ChatGPT's side has subscribed.\n${await bridge.command('events')}`)
    const words = ['seat', 'claude', '--by', 'claude-code', '--folder', folder]
    const more = claude.args === undefined ? [] : ['--', ...claude.args]
    say(await bridge.command(...words, '--path', claude.path, ...more))

    const third = Promise.withResolvers<string>()
    let came = 0
    receiver.beforeAnswer = async ({ eventId, name }) => {
      came += name === 'turn.yours' ? 1 : 0
      if (came !== 3) return
      third.resolve(eventId)
      await new Promise(() => {})
    }
    const question = 'Which day should the bridge be painted, Saturday or Sunday?'
    const form = ['--form', 'debate', '--rounds', String(rounds), '--between', 'claude,chatgpt']
    const { id } = JSON.parse(
      await bridge.command('talk', 'start', question, ...form, '--json'),
    ) as { id: string }

    const gone = new AbortController()
    const tooLong = delay(longestMs, undefined, { ref: false, signal: gone.signal }).then(() => {
      throw new Error('The debate took too long')
    })
    tooLong.catch(() => {})
    const { failed } = chatgpt
    const orFailure = <T>(work: Promise<T>): Promise<T> => Promise.race([work, failed, tooLong])

    const lost = await orFailure(third.promise)
    say('The bridge is killed while an event is on its way, and started again.')
    await bridge.kill()
    receiver.beforeAnswer = async () => {}
    bridge = await startBridgeProcess(dataDir, { flags, port: Number(new URL(mcpUrl).port) })

    const asked = async <T>(...command: string[]): Promise<T> =>
      JSON.parse(await bridge.command(...command, '--json')) as T
    const until = async (is: () => Promise<boolean>): Promise<void> => {
      while (!(await orFailure(is()))) await delay(250)
    }
    await until(async () => {
      const talks = await asked<MethodResult<'talks.list'>>('talk')
      return talks.some((one) => one.id === id && one.turn.includes('owner'))
    })
    const talk = await asked<MethodResult<'talks.get'>>('talk', 'verdict', id, 'Saturday.')
    await until(async () => turns.some(({ event }) => event === 'talk.ended'))
    const wakes = await asked<MethodResult<'wake.log'>>('wake', 'log')
    say(await bridge.command('wake', 'log'))
    const result = await bridge.command('talk', 'result', id)
    say(result)
    gone.abort()
    return { talk, wakes, chatgpt: { receiver, turns }, lost, result }
  } finally {
    await bridge.stop()
    await chatgpt?.close()
  }
}
