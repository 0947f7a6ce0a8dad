/** What a connected client does: tools, a call, a refresh, and giving its tokens back. */
import * as oauth from 'openid-client'
import { z } from 'zod'
import { initialize, postMcp, resultOf } from './mcp-calls.ts'
import {
  asRefused,
  configOf,
  differs,
  open,
  resourceOf,
  tokensOf,
  type Scene,
  type Step,
} from './scene.ts'

const toolsSchema = z.object({ tools: z.array(z.looseObject({ name: z.string() })) })

const statusCall = { method: 'tools/call', params: { name: 'bridge_status', arguments: {} } }

/** Tokens that must not be worth anything. */
async function mustFail(scene: Scene, token: string, what: string): Promise<void> {
  const { status } = await postMcp(scene, { method: 'tools/list', params: {} }, token)
  if (status !== 401) throw open(`${what} is answered with ${status}`)
}

export const useSteps: readonly Step[] = [
  {
    id: 'tools',
    title: 'The tools are listed',
    wait: 'call',
    async run(scene) {
      const { access } = tokensOf(scene)
      const hello = scene.as === 'chatgpt' ? { method: 'server/discover', params: {} } : initialize
      await resultOf(scene, hello, access)
      const list = await resultOf(scene, { method: 'tools/list', params: {} }, access)
      const parsed = toolsSchema.safeParse(list)
      if (!parsed.success) throw differs('the list of tools is not readable')
      const { tools } = parsed.data
      if (!tools.some(({ name }) => name === 'bridge_status')) throw differs('tools are missing')
      return `${tools.length} tools.`
    },
  },
  {
    id: 'call',
    title: 'A tool is used',
    wait: 'call',
    async run(scene) {
      await resultOf(scene, statusCall, tokensOf(scene).access)
      return 'bridge_status answered.'
    },
  },
  {
    id: 'refresh',
    title: 'The sign-in is renewed',
    wait: 'refresh',
    async run(scene) {
      try {
        const { refresh } = tokensOf(scene)
        const answer = await oauth.refreshTokenGrant(configOf(scene), refresh, {
          resource: resourceOf(scene),
        })
        const next = answer.refresh_token ?? refresh
        scene.tokens = { access: answer.access_token, refresh: next }
      } catch (error) {
        throw asRefused('refresh', error)
      }
      await resultOf(scene, statusCall, tokensOf(scene).access)
      return 'New tokens, and they work.'
    },
  },
  {
    id: 'forged',
    title: 'A token for somewhere else is refused',
    wait: 'call',
    async run(scene) {
      const [header, payload = '', signature] = tokensOf(scene).access.split('.')
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as object
      const elsewhere = { ...claims, aud: 'https://elsewhere.example/mcp' }
      const changed = Buffer.from(JSON.stringify(elsewhere)).toString('base64url')
      await mustFail(scene, `${header}.${changed}.${signature}`, 'a token for another audience')
      await mustFail(scene, 'none-of-ours', 'a made-up token')
      return 'A foreign audience and a made-up token get 401.'
    },
  },
  {
    id: 'revoke',
    title: 'Tokens that were given back are worth nothing',
    wait: 'token',
    async run(scene) {
      const { access, refresh } = tokensOf(scene)
      try {
        await oauth.tokenRevocation(configOf(scene), refresh)
        await oauth.tokenRevocation(configOf(scene), access)
      } catch (error) {
        throw asRefused('revocation', error)
      }
      await mustFail(scene, access, 'a token that was given back')
      return 'Refused on the next call.'
    },
  },
]
