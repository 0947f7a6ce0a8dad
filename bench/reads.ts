/**
 * `node scripts/run.mjs bench/reads.ts`: what it costs that a client reads only its own conversation: CPU of
 * the bridge a call, reading the whole and its own, in a conversation half of which is between others.
 * `--against FILE` measures another build (its out/main/headless.cjs), which has no such switch.
 */
import { Agent } from 'node:http'
import { parseArgs } from 'node:util'
import { post } from './load.ts'
import { toolCall } from './mcp-calls.ts'
import { cpuSeconds } from './process.ts'
import { openSignedInBridge, type SignedInBridge } from './signed-in-bridge.ts'
import { median } from './stats.ts'

const { values } = parseArgs({
  options: {
    against: { type: 'string' },
    messages: { type: 'string', default: '4000' },
    calls: { type: 'string', default: '400' },
    rounds: { type: 'string', default: '5' },
  },
})
const calls = Number(values.calls)
const connections = 8

/** Of ChatGPT, which is in half of what is said. */
const tools: Record<string, (n: number) => Record<string, unknown>> = {
  send_message: (n) => ({ to: 'claude', message: `letter ${n} about marmalade` }),
  check_inbox: () => ({ limit: 20 }),
  read_conversation: () => ({ lines: 20 }),
  search: (n) => ({ query: `harbour ${n % 50}` }),
}

const sentence = (n: number) => `The boat ${n} lies in harbour ${n % 50} until the tide turns`

const agent = new Agent({ keepAlive: true, maxSockets: connections })
const bridge = await filled()
const older = values.against === undefined ? undefined : await filled(values.against)
const clients = JSON.parse(await bridge.command('clients', '--json')) as {
  clientId: string
  participant: string
}[]
const chatgpt = clients.find(({ participant }) => participant === 'chatgpt')?.clientId ?? ''
const arms = [
  ...(older ? [{ name: 'before', at: older, begin: async () => '' }] : []),
  ...['whole', 'own'].map((reads) => ({
    name: reads,
    at: bridge,
    begin: async () => bridge.command('client', 'reads', chatgpt, reads),
  })),
]
const seen = new Map<string, number[]>()
// The first round warms up, and each round begins with another arm.
for (let round = 0; round <= Number(values.rounds); round += 1) {
  for (let turn = 0; turn < arms.length; turn += 1) {
    const arm = arms[(round + turn) % arms.length]
    if (!arm) continue
    await arm.begin()
    for (const [tool, args] of Object.entries(tools)) {
      const before = await cpuSeconds(arm.at.pid)
      await call(arm.at, 'chatgpt', tool, args, calls)
      const spent = ((await cpuSeconds(arm.at.pid)) - before) / calls
      const key = `${arm.name} ${tool}`
      if (round > 0) seen.set(key, [...(seen.get(key) ?? []), spent * 1e6])
    }
  }
}
await bridge.close()
await older?.close()
agent.destroy()

process.stdout.write(
  `| µs of CPU a call | ${arms.map(({ name }) => name).join(' | ')} |\n|---|${'---|'.repeat(arms.length)}\n`,
)
for (const tool of Object.keys(tools)) {
  const cells = arms.map(({ name }) => median(seen.get(`${name} ${tool}`) ?? []).toFixed(0))
  process.stdout.write(`| ${tool} | ${cells.join(' | ')} |\n`)
}

async function filled(program?: string): Promise<SignedInBridge> {
  const at = await openSignedInBridge({}, program)
  const half = Number(values.messages) / 2
  await call(at, 'claude', 'send_message', (n) => ({ to: 'owner', message: sentence(n) }), half)
  await call(at, 'claude', 'send_message', (n) => ({ to: 'chatgpt', message: sentence(n) }), half)
  return at
}

async function call(
  { mcpUrl, tokens }: SignedInBridge,
  as: 'claude' | 'chatgpt',
  tool: string,
  args: (n: number) => Record<string, unknown>,
  times: number,
): Promise<void> {
  let n = 0
  const target = toolCall(mcpUrl, '2026-07-28', tool, () => args((n += 1)), tokens[as])
  let left = times
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while ((left -= 1) >= 0) target.check(await post(target, agent))
    }),
  )
}
