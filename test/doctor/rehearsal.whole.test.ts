/** Rehearsals through the pretended Cloudflare: green when all is well, red at exactly the right step. */
import { beforeEach, describe, expect, it } from 'vitest'
import { openBridge } from '../control/open-bridge.ts'
import type { PublicAnswer } from '../fakes/cloudflared/cloudflare-types.ts'
import {
  openRehearsalWorld,
  rehearse,
  type Rehearsal,
  type RehearsalWorld,
} from './rehearsal-world.ts'

const failedStep = ({ steps }: Rehearsal) => steps.find(({ state }) => state === 'failed')

/** Everything a rehearsal makes, as the owner would see it. */
const traces = async ({ invoke }: Pick<RehearsalWorld, 'invoke'>) => ({
  clients: await invoke('clients.list'),
  approvals: await invoke('approvals.list'),
  participants: (await invoke('participants.list')).map(({ id }) => id),
  ladders: await invoke('doctor.ladders'),
})

describe('when all is well', () => {
  it.each(['chatgpt', 'claude'] as const)('as %s: every step is green', async (as) => {
    const world = await openRehearsalWorld()
    const before = await traces(world)
    const rehearsal = await world.rehearse(as)
    expect(rehearsal.steps.map(({ id, state, problem }) => ({ id, state, problem }))).toEqual(
      rehearsal.steps.map(({ id }) => ({ id, state: 'ok', problem: null })),
    )
    expect(rehearsal).toMatchObject({ state: 'passed', origin: world.publicUrl, as })
    expect(rehearsal.steps.every(({ tookMs }) => tookMs !== null)).toBe(true)
    expect(await traces(world)).toEqual(before)
  })

  it('without a public address it runs on this computer, and says so', async () => {
    const opened = await openBridge()
    const rehearsal = await rehearse(opened, 'claude')
    expect(rehearsal).toMatchObject({ state: 'passed' })
    expect(rehearsal.steps[0]?.detail).toContain('on this computer only')
  })
})

describe('the approval', () => {
  it('is named as a rehearsal, and is the owner’s: denied, it fails there and cleans up', async () => {
    const world = await openRehearsalWorld()
    const before = await traces(world)
    let name = ''
    world.bridge.control.onEvent(() => {
      void world.invoke('approvals.list').then(([waiting]) => (name = waiting?.clientName ?? name))
    })
    const rehearsal = await world.rehearse('chatgpt', 'deny')
    expect(failedStep(rehearsal)).toMatchObject({
      id: 'approve',
      problem: { code: 'rehearsal-not-approved' },
    })
    expect(rehearsal.steps.at(-1)).toMatchObject({ id: 'clean-up', state: 'ok' })
    expect(name).toBe('Rehearsal as ChatGPT')
    expect(await traces(world)).toEqual(before)
  })

  it('is asked for by one rehearsal at a time', async () => {
    const world = await openBridge()
    await world.invoke('doctor.rehearse', { as: 'claude' })
    await expect(world.invoke('doctor.rehearse', { as: 'chatgpt' })).rejects.toMatchObject({
      code: 'rehearsal-running',
    })
  })
})

type Meddle = NonNullable<RehearsalWorld['cloudflare']['meddle']>

/** Changes the answers to one path. */
const at =
  (path: string, change: (answer: PublicAnswer) => PublicAnswer): Meddle =>
  (request, answer) =>
    request.path.split('?')[0] === path ? change(answer) : answer

const json = (change: (body: Record<string, unknown>) => void) => (answer: PublicAnswer) => {
  const body = JSON.parse(answer.body) as Record<string, unknown>
  change(body)
  return { ...answer, body: JSON.stringify(body) }
}

const status =
  (code: number, headers = {}) =>
  (answer: PublicAnswer): PublicAnswer => ({
    ...answer,
    status: code,
    headers: { ...answer.headers, ...headers },
  })

const prm = '/.well-known/oauth-protected-resource'
const asm = '/.well-known/oauth-authorization-server'

const faults: { what: string; step: string; code: string; meddle: Meddle }[] = [
  {
    what: '/mcp redirects to /mcp/',
    step: 'challenge',
    code: 'rehearsal-differs',
    meddle: at('/mcp', status(301, { location: '/mcp/' })),
  },
  {
    what: 'the challenge loses its header',
    step: 'challenge',
    code: 'rehearsal-differs',
    meddle: at('/mcp', (answer) => ({
      ...answer,
      headers: { ...answer.headers, 'www-authenticate': undefined },
    })),
  },
  {
    what: 'the metadata of the resource is gone at one of its addresses',
    step: 'resource',
    code: 'rehearsal-differs',
    meddle: at(`${prm}/mcp`, status(404)),
  },
  {
    what: 'the resource is another one',
    step: 'resource',
    code: 'rehearsal-differs',
    meddle: (request, answer) =>
      request.path.startsWith(prm)
        ? json((body) => (body['resource'] = `${String(body['resource'])}/`))(answer)
        : answer,
  },
  {
    what: 'the issuer has a slash at its end',
    step: 'server',
    code: 'rehearsal-differs',
    meddle: (request, answer) =>
      /oauth-authorization-server|openid-configuration/.test(request.path)
        ? json((body) => (body['issuer'] = `${String(body['issuer'])}/`))(answer)
        : answer,
  },
  {
    what: 'S256 is not offered any more',
    step: 'server',
    code: 'rehearsal-differs',
    meddle: (request, answer) =>
      /oauth-authorization-server|openid-configuration/.test(request.path)
        ? json((body) => (body['code_challenge_methods_supported'] = ['plain']))(answer)
        : answer,
  },
  {
    what: 'a web page comes in place of the metadata of the server',
    step: 'server',
    code: 'rehearsal-differs',
    meddle: at(asm, (answer) => ({ ...answer, body: '<html>Just a moment…</html>' })),
  },
  {
    what: 'registration is blocked',
    step: 'register',
    code: 'rehearsal-refused',
    meddle: at('/oauth2/register', status(403)),
  },
  {
    what: 'any way back is let through',
    step: 'wrong-redirect',
    code: 'rehearsal-open',
    meddle: (request, answer) =>
      request.path.includes('elsewhere.example%2Fcallback')
        ? { ...answer, status: 303, headers: { location: '/interaction/x' } }
        : answer,
  },
  {
    what: 'the sign-in page is blocked',
    step: 'authorize',
    code: 'rehearsal-differs',
    meddle: (request, answer) =>
      request.path.startsWith('/interaction/') ? { ...answer, status: 403, body: '' } : answer,
  },
  {
    what: 'the issuer is lost on the way back (RFC 9207)',
    step: 'exchange',
    code: 'rehearsal-refused',
    meddle: (request, answer) => {
      const { location } = answer.headers
      if (!request.path.startsWith('/oauth2/authorize/') || typeof location !== 'string') {
        return answer
      }
      const url = new URL(location)
      url.searchParams.delete('iss')
      return { ...answer, headers: { ...answer.headers, location: url.href } }
    },
  },
  {
    what: 'tokens are signed with keys that are not published',
    step: 'signature',
    code: 'rehearsal-differs',
    meddle: at(
      '/.well-known/jwks.json',
      json((body) => (body['keys'] = [])),
    ),
  },
  {
    what: 'calls with a token are blocked',
    step: 'tools',
    code: 'rehearsal-refused',
    meddle: (request, answer) =>
      request.path === '/mcp' && answer.status === 200 ? status(403)(answer) : answer,
  },
  {
    what: 'any token is let through',
    step: 'forged',
    code: 'rehearsal-open',
    meddle: (() => {
      let challenged = 0
      return (request, answer) => {
        if (request.path !== '/mcp' || answer.status !== 401) return answer
        challenged += 1
        // The first two are the calls without any token.
        return challenged > 2 ? status(200)(answer) : answer
      }
    })(),
  },
  {
    what: 'the panel answers outside',
    step: 'panel',
    code: 'rehearsal-open',
    meddle: at('/', status(200)),
  },
]

describe('when something is in the way', () => {
  let world: RehearsalWorld
  beforeEach(async () => {
    world = await openRehearsalWorld()
  })

  it.each(faults)('$what: red at $step, with $code', async ({ step, code, meddle }) => {
    const before = await traces(world)
    world.cloudflare.meddle = meddle
    const rehearsal = await world.rehearse('chatgpt')
    expect(failedStep(rehearsal)).toMatchObject({ id: step, problem: { code } })
    expect(rehearsal.state).toBe('failed')
    const index = rehearsal.steps.findIndex(({ id }) => id === step)
    const states = rehearsal.steps.map(({ state }) => state)
    expect(new Set(states.slice(0, index))).toEqual(new Set(['ok']))
    expect(new Set(states.slice(index + 1, -1))).not.toContain('ok')
    // Whatever went wrong, nothing is left behind.
    expect(states.at(-1)).toBe('ok')
    expect(await traces(world)).toEqual(before)
  })

  it('the edge is down: red at the first contact', async () => {
    world.cloudflare.publicAnswers = 530
    const rehearsal = await world.rehearse('claude')
    expect(failedStep(rehearsal)).toMatchObject({ id: 'challenge' })
    expect(failedStep(rehearsal)?.detail).toContain('530')
  })

  it('the name is gone: red at the name', async () => {
    world.cloudflare.spreadingLookups = 10_000
    const rehearsal = await world.rehearse('claude')
    expect(failedStep(rehearsal)).toMatchObject({
      id: 'name',
      problem: { code: 'rehearsal-unreachable', side: 'network' },
    })
  })
})
