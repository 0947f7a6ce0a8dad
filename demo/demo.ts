/**
 * `npm run demo`: the main job from end to end with real parts; with `--keep` the panel stays open on it. A bridge on free ports in a temporary
 * folder; ChatGPT's side connects by URL and OAuth, Claude's side by the stdio link; the owner
 * approves; the two exchange messages and a file, and hold a talk from sealed answers to the owner's verdict;
 * then everything is cleaned up.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { canOpenBrowser, openPanel } from '../main/cli/open-panel.ts'
import { startBridgeProcess } from './bridge-process.ts'
import { followTalk, type Answers } from './follow-talk.ts'
import { connectByStdio, connectByUrl } from './sides.ts'

const forecast = { kind: 'source', where: 'https://example.com/forecast', shows: 'rain on Sunday' }
const claudeSays: Answers = {
  answer: 'Saturday',
  text: 'Paint needs a dry day, and rain is forecast for Sunday.',
  confidence: 80,
  same: false,
  objections: [{ claim: 'Sunday is the better day.', evidence: forecast }],
  decision: 'keep',
  reason: 'Nothing speaks against the forecast.',
}
const chatgptSays: Answers = {
  answer: 'Sunday',
  text: 'There is less traffic on the bridge on Sundays.',
  confidence: 65,
  same: false,
  objections: [],
  decision: 'keep',
  reason: 'Traffic matters more to me than the forecast.',
}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const keep = process.argv.includes('--keep')
const dataDir = await mkdtemp(join(tmpdir(), 'drawbridge-demo-'))
const bridge = await startBridgeProcess(dataDir)
try {
  say(`The bridge is open at ${bridge.mcpUrl}`)

  const chatgpt = await connectByUrl(bridge.mcpUrl, async (number) => {
    say(`ChatGPT's side asks to connect; the sign-in page shows the number ${number}.`)
    say((await bridge.command('approve', number, '--as', 'chatgpt')).trim())
  })
  const claude = await connectByStdio(dataDir)
  say("Claude's side is linked over stdio; no sign-in is needed there.")

  await claude.call('write_file', {
    name: 'haiku.txt',
    content: 'Two towers, one span\n',
    if_version: 0,
  })
  const sent = await claude.call('send_message', {
    to: 'chatgpt',
    message: 'I began haiku.txt. Would you add the second line?',
  })
  const inbox = await chatgpt.call('check_inbox')
  const draft = await chatgpt.call('read_file', { name: 'haiku.txt' })
  await chatgpt.call('write_file', {
    name: 'haiku.txt',
    content: `${String(draft['content'])}words cross over the water\n`,
    if_version: draft['version'],
  })
  const waiting = claude.call('wait_for_message', { timeout_seconds: 10 })
  await chatgpt.call('send_message', {
    to: 'claude',
    message: 'Done, see version 2.',
    reply_to: sent['id'],
  })
  const answer = await waiting
  const received =
    (inbox['messages'] as unknown[]).length + (answer['messages'] as unknown[]).length
  const final = await claude.call('read_file', { name: 'haiku.txt' })
  if (received !== 2 || final['version'] !== 2)
    throw new Error('The two did not understand each other')

  say('\nThe conversation as the owner sees it:\n')
  say(await bridge.command('log'))
  say('haiku.txt:\n')
  say(await bridge.command('files', 'read', 'haiku.txt'))
  say(await bridge.command('status'))

  say('Now a talk: both answer sealed, criticise once, keep or change, and the owner decides.\n')
  const question = 'Which day should the bridge be painted, Saturday or Sunday?'
  const begun = await bridge.command(
    'talk',
    'start',
    question,
    '--between',
    'claude,chatgpt',
    '--json',
  )
  const { id } = JSON.parse(begun) as { id: string }
  await Promise.all([
    followTalk(claude, id, () => claudeSays),
    followTalk(chatgpt, id, () => chatgptSays),
  ])
  await bridge.command('talk', 'verdict', id, 'Saturday: the forecast is evidence, habit is not.')
  say(await bridge.command('talk', 'watch', id))
  say(await bridge.command('talk', 'result', id))
  if (keep) {
    const { url } = JSON.parse(await bridge.command('panel', '--json')) as { url: string }
    const link = new URL(url)
    link.searchParams.set('go', `talks/${id}`)
    say(`The talk in the panel of this bridge, by a link that works once: ${link.href}`)
    if (canOpenBrowser(process.env, process.platform)) await openPanel(dataDir, link.href)
    const terminal = createInterface({ input: process.stdin })
    say('Press Enter to end the demonstration.')
    await terminal.question('')
    terminal.close()
  }
  await chatgpt.close()
  await claude.close()
} finally {
  await bridge.stop()
  await rm(dataDir, { recursive: true, force: true })
}
say('The bridge is closed and its folder is gone.')
