/**
 * `node scripts/run.mjs bench/talks.ts`: what the protocol of a talk costs each side in calls, bytes and
 * estimated tokens (a quarter of the characters), beside the same words exchanged by send_message and
 * wait_for_message. One side comes by HTTP, the other by the link. The last talk is one that both were brought
 * into by the prompt of its form, so that neither has to join.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startBridgeProcess } from '../demo/bridge-process.ts'
import { comeByPrompt, followTalk, type Answers } from '../demo/follow-talk.ts'
import { connectByStdio, connectByUrl, type PromptedSide } from '../demo/sides.ts'

interface Cost {
  calls: number
  bytes: number
}

const words =
  'The archive is read far more often than it is written, by one process, on one disk. '.repeat(6)
const answers =
  (who: string) =>
  (phase: string): Answers => ({
    answer: who === 'claude' ? '12' : '13',
    text: words,
    confidence: 70,
    objections: [
      {
        claim: words.slice(0, 120),
        evidence: { kind: 'source', where: 'https://sqlite.org/whentouse.html' },
      },
    ],
    decision: 'keep',
    reason: words.slice(0, 200),
    accept: phase !== 'Acceptance',
    done: false,
    same: false,
  })

/** The side, and what its calls cost so far: arguments and the structured answer, which hosts hand on. */
function counted(side: PromptedSide): { side: PromptedSide; cost: Cost } {
  const cost = { calls: 0, bytes: 0 }
  return {
    cost,
    side: {
      ...side,
      async call(name, args = {}) {
        const answer = await side.call(name, args)
        cost.calls += 1
        cost.bytes +=
          Buffer.byteLength(JSON.stringify(args)) + Buffer.byteLength(JSON.stringify(answer))
        return answer
      },
      // Not a call of the model's, but read by it.
      async prompt(name, args) {
        const text = await side.prompt(name, args)
        cost.bytes += Buffer.byteLength(text)
        return text
      },
    },
  }
}

const dataDir = await mkdtemp(join(tmpdir(), 'drawbridge-bench-'))
// The guard against loops would end the exchange by messages.
const guard = { threadMessages: null, perMinute: null, refuseRepeats: false }
await writeFile(join(dataDir, 'settings.json'), JSON.stringify({ guard }))
const bridge = await startBridgeProcess(dataDir)
try {
  const chatgpt = await connectByUrl(bridge.mcpUrl, async (number) => {
    await bridge.command('approve', number, '--as', 'chatgpt')
  })
  const claude = await connectByStdio(dataDir)
  const rows = [
    '| form | side | calls | by messages | bytes | by messages | tokens | by messages |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
  ]
  const talks = [
    ...['second-opinion', 'review', 'debate', 'work'].map((form) => ({ form, prompt: undefined })),
    { form: 'second-opinion', prompt: 'second_opinion' },
  ]
  for (const { form, prompt } of talks) {
    const started = await bridge.command(
      'talk',
      'start',
      'Which one?',
      '--form',
      form,
      '--between',
      'claude,chatgpt',
      '--rounds',
      '2',
      '--json',
    )
    const { id } = JSON.parse(started) as { id: string }
    const sides = { claude: counted(claude), chatgpt: counted(chatgpt) }
    const come = (side: PromptedSide) =>
      prompt === undefined ? undefined : comeByPrompt(side, prompt, id)
    // Both come in before either speaks.
    const [firstOfClaude, firstOfChatgpt] = await Promise.all([
      come(sides.claude.side),
      come(sides.chatgpt.side),
    ])
    const [ofClaude, ofChatgpt] = await Promise.all([
      followTalk(sides.claude.side, id, answers('claude'), firstOfClaude),
      followTalk(sides.chatgpt.side, id, answers('chatgpt'), firstOfChatgpt),
    ])
    await bridge.command('talk', 'end', id)
    const plain = await byMessages(claude, chatgpt, ofClaude, ofChatgpt)
    for (const name of ['claude', 'chatgpt'] as const) {
      const [talk, other] = [sides[name].cost, plain[name]]
      const tokens = ({ bytes }: Cost) => Math.round(bytes / 4)
      rows.push(
        `| ${form}${prompt === undefined ? '' : ', by its prompt'} | ${name} | ${talk.calls} | ${other.calls} | ${talk.bytes} | ${other.bytes} | ${tokens(talk)} | ${tokens(other)} |`,
      )
    }
  }
  process.stdout.write(`${rows.join('\n')}\n`)
  await chatgpt.close()
  await claude.close()
} finally {
  await bridge.stop()
  await rm(dataDir, { recursive: true, force: true })
}

/** The same words as messages: each is sent by one and waited for by the other. */
async function byMessages(
  claude: PromptedSide,
  chatgpt: PromptedSide,
  ofClaude: Answers[],
  ofChatgpt: Answers[],
) {
  const sides = { claude: counted(claude), chatgpt: counted(chatgpt) }
  const pairs = [
    [sides.claude.side, sides.chatgpt.side, 'chatgpt', ofClaude],
    [sides.chatgpt.side, sides.claude.side, 'claude', ofChatgpt],
  ] as const
  for (const { side } of Object.values(sides)) await side.call('check_inbox')
  for (let turn = 0; turn < Math.max(ofClaude.length, ofChatgpt.length); turn += 1) {
    for (const [from, to, name, handIns] of pairs) {
      const said = handIns[turn]
      if (said === undefined) continue
      await from.call('send_message', { to: name, message: JSON.stringify(said) })
      await to.call('wait_for_message', { timeout_seconds: 5 })
    }
  }
  return { claude: sides.claude.cost, chatgpt: sides.chatgpt.cost }
}
