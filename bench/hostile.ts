/**
 * `node scripts/run.mjs bench/hostile.ts`: what one stranger, or one approved client that means harm, costs
 * the others with a few kB a second. `--against FILE` measures another build (its out/main/headless.cjs) in
 * the same run; words choose measurements.
 */
import { stat } from 'node:fs/promises'
import { Agent } from 'node:http'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { floodVendor } from './hostile-sign-ins.ts'
import { post, type Target } from './load.ts'
import { toolCall } from './mcp-calls.ts'
import { openSignedInBridge, type SignedInBridge } from './signed-in-bridge.ts'
import { percentile } from './stats.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { against: { type: 'string' }, seconds: { type: 'string', default: '10' } },
})
const seconds = Number(values.seconds)
const vendor = 'https://chatgpt.com/oauth/client.json'
const vendorCallback = 'https://chatgpt.com/connector_platform_oauth_redirect'

/** How long an approved client's calls take meanwhile, ten a second, each on a connection of its own. */
async function callsDuring(
  bridge: SignedInBridge,
  attack: () => Promise<unknown>,
): Promise<string> {
  const call = inboxCall(bridge, bridge.tokens.claude)
  const times: Promise<number>[] = []
  const timer = setInterval(() => times.push(timed(call)), 100)
  await attack()
  clearInterval(timer)
  const all = await Promise.all(times)
  return `${percentile(all, 0.5).toFixed(1)} ms, ${percentile(all, 0.99).toFixed(0)} ms`
}

const inboxCall = (bridge: SignedInBridge, token: string): Target =>
  toolCall(bridge.mcpUrl, '2026-07-28', 'check_inbox', () => ({}), token)

async function timed(call: Target): Promise<number> {
  const agent = new Agent({ keepAlive: false })
  const begun = performance.now()
  await post(call, agent)
  agent.destroy()
  return performance.now() - begun
}

async function manyArguments(bridge: SignedInBridge): Promise<string> {
  const known = Object.fromEntries(Array.from({ length: 1_000_000 }, (_, n) => [`unknown${n}`, 1]))
  const { url, headers, body } = toolCall(
    bridge.mcpUrl,
    '2026-07-28',
    'check_inbox',
    () => known,
    bridge.tokens.chatgpt,
  )
  const sent = body()
  let answer = ''
  const calls = await callsDuring(bridge, async () => {
    // Refused before all of it has come, the connection ends: that is an answer too.
    const response = await fetch(url, { method: 'POST', headers, body: sent }).catch(
      () => undefined,
    )
    const text = (await response?.text()) ?? ''
    answer = response ? `${response.status}, ${size(text.length)}` : 'the connection ended'
    await delay(1_000)
  })
  return `${answer}; others ${calls}`
}

async function databaseGrowth(bridge: SignedInBridge, stateCharacters: number): Promise<string> {
  const before = await databaseBytes(bridge.dataDir)
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: vendor,
    redirect_uri: vendorCallback,
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
    state: 's'.repeat(stateCharacters),
  })
  await paced(30, (n) => get(bridge, `/oauth2/authorize?${query}${n}`))
  const grown = (await databaseBytes(bridge.dataDir)) - before
  return `${(((grown / seconds) * 60) / 1e6).toFixed(1)} MB a minute`
}

async function databaseBytes(dataDir: string): Promise<number> {
  const files = ['bridge.db', 'bridge.db-wal'].map((name) => join(dataDir, name))
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size))
  return sizes.reduce((sum, bytes) => sum + bytes, 0)
}

/** Begins so many a second, whatever becomes of those before, and waits for all of them. */
async function paced(perSecond: number, begin: (n: number) => Promise<unknown>): Promise<void> {
  const begun: Promise<unknown>[] = []
  for (let n = 0; n < perSecond * seconds; n += 1) {
    begun.push(begin(n))
    await delay(1_000 / perSecond)
  }
  await Promise.all(begun)
}

const get = async (bridge: SignedInBridge, path: string): Promise<void> => {
  const answer = await fetch(new URL(path, bridge.mcpUrl), { redirect: 'manual' })
  await answer.body?.cancel()
}

const size = (bytes: number): string =>
  bytes > 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e3).toFixed(1)} kB`

const measurements: Record<string, (bridge: SignedInBridge) => Promise<string>> = {
  'calls of an approved client, nothing else: p50, p99': (bridge) =>
    callsDuring(bridge, () => delay(seconds * 1_000)),
  '… while 5 addresses of 15 kB a second come': (bridge) =>
    callsDuring(bridge, () =>
      paced(5, () => get(bridge, `/oauth2/authorize?${'a'.repeat(15_000)}%4`)),
    ),
  'one call with a million unknown arguments: answered with': manyArguments,
  'sign-ins begun with 14 kB of `state`, 30/s: database grows by': (bridge) =>
    databaseGrowth(bridge, 14_000),
  'sign-ins begun with 2 kB of `state`, 30/s: database grows by': (bridge) =>
    databaseGrowth(bridge, 2_000),
  "a vendor's places, all denied, then 63 sign-ins in 20 s": floodVendor,
}

const builds = [...(values.against === undefined ? [] : [values.against]), undefined]
process.stdout.write(
  `| what | ${builds.map((program) => (program ? 'before' : 'this build')).join(' | ')} |\n|---|${'---|'.repeat(builds.length)}\n`,
)
for (const [what, measure] of Object.entries(measurements)) {
  if (positionals.length > 0 && !positionals.some((word) => what.includes(word))) continue
  const cells: string[] = []
  for (const program of builds) {
    const bridge = await openSignedInBridge({}, program)
    cells.push(await measure(bridge).finally(() => bridge.close()))
  }
  process.stdout.write(`| ${what} | ${cells.join(' | ')} |\n`)
}
