/** A web client before a real bridge, with something in between, and what the doctor says of its recording. */
import type { Browser } from 'playwright-core'
import { newVerifier } from '../fakes/oauth-host.ts'
import { startWorld, type World } from '../identity/sign-in-world.ts'
import { startProxy, type Fault } from './faulty-proxy.ts'
import { openWebClient, type Signing, type WebClient } from './web-client.ts'

export interface Scene {
  world: World
  client: WebClient
  /** What the client was told to connect to. */
  mcpUrl: string
}

export async function scene(
  browser: Browser,
  fault: Fault = (_path, reply) => reply,
): Promise<Scene> {
  const world = await startWorld({ issuer: 'http://127.0.0.1:1/', clientId: 'none', owner: null })
  const origin = await startProxy(world.loopback, fault)
  return { world, client: await openWebClient(browser), mcpUrl: `${origin}/mcp` }
}

/** Gives the recording to the bridge piece by piece, as the panel does. */
export async function judge({ client, world }: Pick<Scene, 'client' | 'world'>) {
  const file = await client.har()
  const half = Math.floor(file.length / 2)
  const { upload } = await world.invoke('doctor.har', { text: file.slice(0, half), last: false })
  const text = file.slice(half)
  const { findings, steps } = await world.invoke('doctor.har', { upload, text, last: true })
  const found = findings ?? []
  return { codes: found.map(({ problem }) => problem.code), steps, findings: found }
}

/** As far as registration; undefined where the client has to give up. */
export async function begin({ client, mcpUrl }: Scene): Promise<Signing | undefined> {
  const metadata = await client.discover(mcpUrl)
  const clientId = metadata && (await client.register(metadata))
  if (!metadata || clientId === undefined) return undefined
  const resource = mcpUrl
  return { clientId, redirectUri: client.callback, verifier: newVerifier(), metadata, resource }
}

export async function approve({ client, world }: Scene): Promise<void> {
  const number = await client.page.locator('[data-approval-number]').innerText()
  await world.invoke('approvals.approve', { number, participant: 'codex' })
  await client.page.waitForURL(`${client.callback}**`)
}

/** The whole way; undefined where it ended before there was a token. */
export async function signIn(at: Scene): Promise<string | undefined> {
  const signing = await begin(at)
  if (!signing) return undefined
  await at.client.authorize(signing)
  await approve(at)
  const answer = await at.client.exchange(signing)
  if (answer?.status !== 200) return undefined
  return (JSON.parse(answer.text) as { access_token: string }).access_token
}
