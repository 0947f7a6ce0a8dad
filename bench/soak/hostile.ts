/** The attacks of a run, each at its own bounded rate, and what the bridge answered them. */
import { createBrowser } from '../../test/fakes/browser.ts'
import { attacks, type AttackScene } from './attacks.ts'
import type { SoakBridge } from './bridge.ts'
import type { Ledger } from './ledger.ts'
import { pace } from './pace.ts'
import { exchange } from './raw-exchange.ts'
import type { Random } from './random.ts'

export interface HostileDeps {
  bridge: SoakBridge
  ledger: Ledger
  scene: Omit<AttackScene, 'random'>
  random: (stream: string) => Random
  signal: AbortSignal
}

/** How often each attack was answered with what. */
export type Answers = Map<string, Map<string, number>>

/** Ends with the run. */
export async function attack(deps: HostileDeps): Promise<Answers> {
  const { bridge, ledger, scene, signal } = deps
  const answers: Answers = new Map()
  const openPages = 'pages of a vendor, opened'
  const note = (name: string, status: string) => {
    const seen = answers.get(name) ?? new Map<string, number>()
    answers.set(name, seen.set(status, (seen.get(status) ?? 0) + 1))
    if (status.startsWith('5')) ledger.serverErrors.push(`${status} for ${name}`)
  }
  await Promise.all([
    ...attacks.map(({ name, perSecond, atOnce, patienceMs, request }) => {
      const random = deps.random(name)
      return pace({ perSecond, atOnce, signal }, async () => {
        const bytes = request({ ...scene, random })
        note(name, await exchange({ port: bridge.port, bytes, patienceMs, signal }))
      })
    }),
    pace({ perSecond: 0.5, signal }, async () => note(openPages, await openPage(bridge.mcpUrl))),
  ])
  return answers
}

/** A browser that begins a sign-in as a vendor's client, and waits on its page for the owner. */
async function openPage(mcpUrl: string): Promise<string> {
  const browser = createBrowser()
  const url = new URL('/oauth2/authorize', mcpUrl)
  url.search = String(
    new URLSearchParams({
      response_type: 'code',
      client_id: 'https://claude.ai/oauth/mcp-oauth-client-metadata',
      redirect_uri: 'https://claude.ai/api/mcp/auth_callback',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    }),
  )
  try {
    const begun = await browser.get(url)
    const page = begun.location ? await browser.get(begun.location) : begun
    return String(page.status)
  } catch {
    return 'closed'
  }
}

/** Registers as anybody may; nobody ever approves it. */
export async function registerStranger(mcpUrl: string): Promise<string> {
  const answer = await fetch(new URL('/oauth2/register', mcpUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      client_name: 'Stranger',
      redirect_uris: ['https://chatgpt.com/connector_platform_oauth_redirect'],
      token_endpoint_auth_method: 'none',
    }),
  })
  const { client_id } = (await answer.json()) as { client_id?: string }
  if (client_id === undefined) throw new Error(`Not registered: ${answer.status}`)
  return client_id
}
