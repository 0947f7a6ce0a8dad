/** The identity commands against a running bridge and the strict double of Auth0. */
import { describe, expect, it } from 'vitest'
import type { Visit } from '../fakes/auth0/visitor.ts'
import { signInThere, startAuth0World, type Auth0World } from '../identity/auth0-world.ts'
import { allCallbacks, startGuideWorld } from '../identity/guide-world.ts'
import { follow } from '../identity/sign-in-world.ts'
import { sit } from './identity-seat.ts'

const linkIn = (text: string): string | undefined =>
  /(https?:\/\/\S+\/oauth2\/start\?ticket=\S+)/.exec(text)?.[1]

/** Opens the link of a test as soon as it is shown, and signs in at Auth0. */
function openingLinks(at: Auth0World, visit: Visit = {}): (shown: string) => void {
  const opened = new Set<string>()
  return (shown) => {
    const link = linkIn(shown)
    if (link === undefined || opened.has(link)) return
    opened.add(link)
    void (async () => {
      const browser = at.browser()
      const { location } = await browser.get(link)
      await follow(browser, await signInThere(browser, location ?? new URL(link), visit))
    })()
  }
}

it('status tells how the owner signs in, and never the secret', async () => {
  const at = await startAuth0World()
  const { stdout } = await sit(at.dataDir, [])
  expect(stdout).toContain('Sign-ins go to Auth0.')
  expect(stdout).toContain(at.auth0.issuer)
  expect(stdout).toContain('Alice (auth0|alice)')
  expect(stdout).toContain(at.callbacks.public)
  expect(stdout).not.toContain(at.app.client_secret)
  const { stdout: json } = await sit(at.dataDir, ['status'], { json: true })
  expect(JSON.parse(json)).toEqual(await at.invoke('identity.status'))
})

describe('setup', () => {
  it('goes in one go where nobody sits there: the secret from stdin, every step checked', async () => {
    const at = await startGuideWorld()
    await at.serve()
    const app = at.auth0.addApp({ callbacks: [...allCallbacks] })
    const options = { domain: at.auth0.origin, 'client-id': app.client_id }
    const good = await sit(at.dataDir, ['setup'], { options, input: `${app.client_secret}\n` })
    expect(good).toMatchObject({ exitCode: 0, error: undefined })
    expect(good.stdout).toContain('✓ Enter the client id and client secret')
    expect(good.stdout).toContain('? Switch off sign-ups')
    expect(good.stdout + good.stderr).not.toContain(app.client_secret)
    expect(await at.secret()).toBe(app.client_secret)

    app.callbacks = []
    const bad = await sit(at.dataDir, ['setup'], { options, input: 'a wrong one\n' })
    expect(bad.exitCode).toBe(1)
    expect(bad.stdout).toContain('(upstream-secret-refused)')
    expect(bad.stdout).toContain('(upstream-callback-mismatch)')
    expect(bad.stdout).toContain(allCallbacks[0])
  })

  it('says what it needs where nobody sits there and nothing was kept', async () => {
    const at = await startGuideWorld()
    await at.serve()
    for (const options of [{}, { domain: at.auth0.origin }]) {
      const { error } = await sit(at.dataDir, ['setup'], { options, input: 'a secret\n' })
      expect(error).toMatchObject({
        name: 'UsageError',
        message: '--domain and --client-id are needed without a terminal',
      })
    }
  })

  it('tells trouble that every step waits for once', async () => {
    const at = await startGuideWorld()
    await at.serve()
    await at.auth0.stop()
    const options = { domain: at.auth0.origin, 'client-id': 'abc' }
    const { stdout } = await sit(at.dataDir, ['setup'], { options, input: 'a secret\n' })
    expect(stdout.match(/\(upstream-unreachable\)/g)).toHaveLength(1)
    expect(stdout.match(/This shows once the provider answers/g)?.length).toBeGreaterThan(3)
  })

  it('leads through every step, tries again what failed, and binds the owner', async () => {
    const at = await startAuth0World({ owner: null, registered: null })
    await at.invoke('identity.off', { forget: true })
    const { client_id: clientId, client_secret: secret } = at.app
    const sat = await sit(at.dataDir, ['setup'], {
      onShown: openingLinks(at),
      answers: [
        [/\[auth0\/oidc\] $/, 'auth0'],
        [/one-time token\? \[y\/N\] $/, ''],
        [/Domain, empty to keep: $/, 'not a domain'],
        [/cannot be the address[^]*Domain, empty to keep: $/, at.auth0.origin],
        [/✓ Find the domain[^]*Done\?[^]*$/, ''],
        [/Client ID, empty to keep: $/, clientId],
        [/Client Secret \(not shown\), empty to keep: $/, 'cut short'],
        [/upstream-secret-refused[^]*Again\?[^]*$/, ''],
        [/Client ID, empty to keep: $/, ''],
        [/Client Secret \(not shown\), empty to keep: $/, secret],
        // The spares are not registered yet.
        [/Register where[^]*Done\?[^]*$/, ''],
        [
          /upstream-callback-mismatch[^]*Again\?[^]*$/,
          () => {
            const port = at.callbackPort
            at.app.callbacks = [port, port + 1, port + 2].map(
              (one) => `http://127.0.0.1:${one}/oauth2/callback`,
            )
            at.app.callbacks.push(at.callbacks.public)
            return ''
          },
        ],
        [/Done\?[^]*$/, ''],
        [/✓ Register[^]*Done\?[^]*$/, ''],
        [/Done\?[^]*$/, ''],
        [/Done\?[^]*$/, 's'],
        [/Done\?[^]*$/, ''],
        [/Sign in now\?[^]*$/, ''],
      ],
    })
    expect(sat.error).toBeUndefined()
    expect(sat.exitCode).toBe(0)
    expect(sat.stdout).toContain('✓ Sign in once, and become the owner')
    expect(sat.stderr).toContain('Alice is the owner now.')
    expect(sat.stderr).not.toContain(secret)
    expect(sat.stderr).not.toContain('cut short')
    expect(await at.invoke('identity.status')).toMatchObject({
      provider: 'auth0',
      owner: { subject: 'auth0|alice' },
    })
  })
})

describe('test', () => {
  it('prints a link and waits for who comes back', async () => {
    const at = await startAuth0World()
    const sat = await sit(at.dataDir, ['test'], { onShown: openingLinks(at) })
    expect(sat.stdout).toBe('The sign-in works: Alice came back.\n')
    expect(sat.stderr).toContain('Open this link and sign in:')
  })

  it('fails with what the attempt failed with, and reads the log while a token is in hand', async () => {
    const at = await startAuth0World()
    await at.invoke('identity.token', { token: await at.auth0.token() })
    const sat = await sit(at.dataDir, ['test'], { onShown: openingLinks(at, { cancel: true }) })
    expect(sat.error).toMatchObject({ code: 'upstream-denied' })
    expect(sat.stdout).toBe('')
    expect(sat.stderr).toContain('The log of Auth0 says:')
    expect(sat.stderr).toContain('"User did not authorize the request"')
  })

  it('answers programs with the attempt, and keeps stdout to that', async () => {
    const at = await startAuth0World()
    const options = { callback: 'loopback' }
    const sat = await sit(at.dataDir, ['test'], { json: true, options, onShown: openingLinks(at) })
    expect(JSON.parse(sat.stdout)).toMatchObject({ state: 'done', callback: 'loopback' })
  })
})

it('off, on, admit, dismiss and unbind say how things are afterwards', async () => {
  const at = await startAuth0World()
  const off = await sit(at.dataDir, ['off'])
  expect(off.stdout).toContain('You approve each client on this computer.')
  expect((await sit(at.dataDir, ['on'])).stdout).toContain('Sign-ins go to Auth0.')
  const options = { as: 'codex, claude', name: 'Bob' }
  const admitted = await sit(at.dataDir, ['admit', 'auth0|bob'], { options })
  expect(admitted.stdout).toContain('Bob (auth0|bob), as codex, claude')
  expect((await sit(at.dataDir, ['dismiss', 'auth0|bob'])).stdout).not.toContain('auth0|bob')
  expect((await sit(at.dataDir, ['unbind'])).stdout).toContain('nobody is bound yet')
})

describe('explain', () => {
  it('tells what a text means, from the arguments or from stdin', async () => {
    const at = await startGuideWorld()
    await at.serve()
    const text = 'Oops!, something went wrong\nService not found: https://claude-chatgpt-bridge'
    const piped = await sit(at.dataDir, ['explain'], { input: text })
    expect(piped.stdout).toContain('https://claude-chatgpt-bridge')
    expect(piped.stdout).toContain('(auth0-audience-unknown)')
    const typed = await sit(at.dataDir, ['explain', ...text.split(/\s/)], { json: true })
    expect(JSON.parse(typed.stdout)).toMatchObject([
      { code: 'auth0-audience-unknown', side: 'owner' },
    ])
  })

  it('is honest about a text it does not know, also to programs', async () => {
    const at = await startGuideWorld()
    await at.serve()
    const sat = await sit(at.dataDir, ['explain', 'the', 'printer', 'is', 'on', 'fire'])
    expect(sat.stdout).toContain('not known here')
    expect(sat.exitCode).toBe(1)
  })
})

describe('do-it-for-me', () => {
  it('shows the plan, asks, does it and reports, with a token that is never shown', async () => {
    const at = await startGuideWorld()
    await at.serve()
    const token = await at.auth0.token()
    const sat = await sit(at.dataDir, ['do-it-for-me'], {
      answers: [
        [/One-time token \(not shown\): $/, token],
        [/→ Application: none → Regular Web Application[^]*Do this\? \[y\/N\] $/, 'y'],
      ],
    })
    expect(sat.error).toBeUndefined()
    expect(sat.stdout).toContain('✓ Allowed callback URLs')
    expect(sat.stdout + sat.stderr).not.toContain(token)
    expect(at.auth0.tenant.clients.size).toBe(1)
    expect((await at.invoke('identity.status')).token).toBeNull()
  })

  it('changes nothing when the owner says no', async () => {
    const at = await startGuideWorld()
    await at.serve()
    const token = await at.auth0.token()
    const sat = await sit(at.dataDir, ['do-it-for-me'], {
      answers: [
        [/One-time token \(not shown\): $/, token],
        [/Do this\? \[y\/N\] $/, 'no'],
      ],
    })
    expect(sat.stdout).toContain('→ Application')
    expect(at.auth0.tenant.clients.size).toBe(0)
    expect((await at.invoke('identity.status')).token).toBeNull()
  })

  it('asks about each change that others would feel', async () => {
    const at = await startGuideWorld()
    await at.serve()
    at.auth0.addApp({ name: 'A shop' })
    const token = await at.auth0.token()
    await sit(at.dataDir, ['do-it-for-me'], {
      answers: [
        [/One-time token \(not shown\): $/, token],
        [/Also New accounts in [^]*for 1 other application too\? \[y\/N\] $/, 'y'],
        [/Do this\? \[y\/N\] $/, 'y'],
      ],
    })
    expect(at.auth0.tenant.connections[0]?.options.disable_signup).toBe(true)
  })

  it('wants --yes where nobody can be asked', async () => {
    const at = await startGuideWorld()
    await at.serve()
    const token = await at.auth0.token()
    const refused = await sit(at.dataDir, ['do-it-for-me'], { input: token })
    expect(refused.error).toMatchObject({ name: 'UsageError' })
    const done = await sit(at.dataDir, ['do-it-for-me'], { input: token, options: { yes: true } })
    expect(done).toMatchObject({ error: undefined, exitCode: 0 })
    expect(at.auth0.tenant.clients.size).toBe(1)
  })

  it('refuses a token in the exact words of the contract', async () => {
    const at = await startGuideWorld()
    await at.serve()
    const sat = await sit(at.dataDir, ['do-it-for-me'], {
      input: await at.auth0.token(['read:clients']),
      options: { yes: true },
    })
    expect(sat.error).toMatchObject({
      code: 'auth0-token-scopes',
      message:
        'The management token lacks: create:clients update:clients read:connections update:connections read:tenant_settings.',
    })
  })
})

it('log reads what Auth0 has logged, with a token that is forgotten at the end', async () => {
  const at = await startGuideWorld()
  await at.serve()
  const app = at.auth0.addApp({})
  await at.invoke('identity.save', {
    provider: 'auth0',
    domain: at.auth0.origin,
    clientId: app.client_id,
  })
  await at.invoke('identity.check', { provider: 'auth0' })
  const sat = await sit(at.dataDir, ['log'], { input: await at.auth0.token(['read:logs']) })
  expect(sat.stdout).toContain('A sign-in failed. (f)')
  expect(sat.stdout).toContain('(upstream-callback-mismatch)')
  expect((await at.invoke('identity.status')).token).toBeNull()
})

it.each([[['nonsense']], [['on', 'more']], [['admit']], [['dismiss']]])(
  '%j is wrong usage',
  async (args) => {
    const at = await startGuideWorld()
    await at.serve()
    expect((await sit(at.dataDir, args)).error).toMatchObject({ name: 'UsageError' })
  },
)
