/** The pure rules: redirect addresses, rates, the queue, names, text on pages. */
import { describe, expect, it } from 'vitest'
import { makeRoom, type Waiting } from '../../main/bridge/oauth/approval/approval-queue.ts'
import { completeAuthorizeUrl } from '../../main/bridge/oauth/authorize-request.ts'
import {
  clientSecretMatches,
  hashClientSecret,
} from '../../main/bridge/oauth/clients/client-secrets.ts'
import { markup, plainLine } from '../../main/bridge/oauth/pages/html.ts'
import { knownClient } from '../../main/bridge/vendors/known-clients.ts'
import { createLottery } from '../../main/bridge/oauth/approval/lottery.ts'
import { createRateLimit } from '../../main/bridge/base/token-buckets.ts'
import {
  applicationType,
  redirectHost,
  redirectUriProblem,
  redirectUriWarning,
  sameLoopback,
} from '../../main/bridge/oauth/clients/redirect-uris.ts'
import { systemPrefixes, systemSchemes } from '../../main/bridge/oauth/clients/app-callbacks.ts'
import { guessVendor, guessVendorByHand } from '../../main/bridge/vendors/guess.ts'
import { suggestParticipant } from '../../main/bridge/vendors/suggested-name.ts'

describe('redirect addresses', () => {
  it.each([
    'https://chatgpt.com/connector_platform_oauth_redirect',
    'http://127.0.0.1:1/cb',
    'http://localhost/cb',
    'http://[::1]:8080/cb',
    'cursor://anysphere.cursor-mcp/oauth/callback',
    'com.example.app:/oauth',
    'kiro://kiro.kiroAgent/authenticate-success',
    'kiro://oauth/callback',
    'trae://saoudrizwan.claude-dev/mcp-auth/callback/1f2e3d',
    'trae-cn://trae.mcp/oauth/callback',
    'antigravity://google.antigravity/oauth/callback',
    'qoder://aicoding.qoder/mcp/oauth-callback',
    'workbuddy://mcp/oauth/callback',
    'windsurf-next://codeium.windsurf/oauth/callback',
    'cursor-nightly://anysphere.cursor-mcp/oauth/callback',
    'cursor-dev://anysphere.cursor-mcp/oauth/callback',
    'vscode-insiders://vscode.github-authentication/did-authenticate',
    'vscode://saoudrizwan.claude-dev/mcp-auth/callback/1f2e3d',
    'warp://mcp/oauth2callback',
    'raycast://oauth?package_name=Extension',
  ])('%s is one', (uri) => expect(redirectUriProblem(uri)).toBeUndefined())

  it.each([
    undefined,
    '',
    '/relative',
    'http://example.com/',
    'http://127.0.0.1.example.com/',
    'JavaScript:alert(1)',
    'data:text/html,x',
    'search-ms:query=x&crumb=location:%5C%5Cevil.example',
    'ms-msdt:/id',
    'myapp:/cb',
    'kiro://kiro.mcp/add?name=x&config=%7B%7D',
    'kiro://kiro.mcp/oauth/callback?x=1',
    'antigravity://',
    'trae://file/etc/passwd',
    'workbuddy://task?action=start&prompt=x',
    'windsurf-next://x/../oauth/callback',
    'intent://evil.example/#Intent;end',
    'cursor://anysphere.cursor-deeplink/mcp/install?name=x&config=e30=',
    'cursor://anysphere.cursor-mcp/oauth/callback?x=1',
    'cursor://anysphere.cursor-mcp/oauth/callback/../../x',
    'CURSOR://x',
    'vscode://ms-vscode-remote.remote-ssh/evil.example/x',
    'vscode:extension/evil.extension',
    'vscode:mcp/install?%7B%7D',
    'vscode://file/etc/passwd:1:1',
    'vscode://saoudrizwan.claude-dev/mcp-auth/callback/x/y',
    'warp://action/new_tab?path=/tmp',
    'raycast://extensions/evil/evil/run?arguments=x',
    'raycast://oauth?package_name=x&y=z',
    'claude://claude.ai/new?q=x',
    'x-apple.systempreferences:com.apple.preference.security',
    'com.apple.systempreferences:/x',
    'com.microsoft.edge:/x',
    'org.gnome.settings:/x',
    'com.:/cb',
    'https://user@example.com/',
    'https://example.com/#',
    `https://example.com/${'x'.repeat(2_000)}`,
  ])('%s is none', (uri) => expect(redirectUriProblem(uri)).toBeTruthy())

  it('of an app that is not known may be entered by hand, with a warning; of the system never', () => {
    expect(redirectUriProblem('myapp:/cb', { byHand: true })).toBeUndefined()
    expect(redirectUriWarning('myapp:/cb')).toContain('myapp:/cb')
    expect(redirectUriWarning('https://app.example/cb')).toBeUndefined()
    for (const uri of ['javascript:alert(1)', 'ms-msdt:/id', 'http://example.com/']) {
      expect(redirectUriProblem(uri, { byHand: true })).toBeTruthy()
    }
  })

  it.each([
    ['http://localhost/cb', 'http://127.0.0.1:51234/cb', true],
    ['http://127.0.0.1:1/cb', 'http://[::1]:2/cb', true],
    ['http://[::1]/cb?x=1', 'http://localhost:9/cb?x=1', true],
    ['http://localhost/cb', 'http://127.0.0.1/other', false],
    ['http://localhost/cb', 'http://localhost/cb#x', false],
    ['http://localhost/cb', 'https://localhost/cb', false],
    ['http://localhost/cb', 'http://localhost.evil.example/cb', false],
    ['https://app.example/cb', 'http://localhost/cb', false],
  ])('%s and %s are one address of this computer: %s', (registered, asked, same) => {
    expect(sameLoopback(registered, asked)).toBe(same)
  })

  it.each(systemSchemes)('%s: belongs to the operating system or the browser', (scheme) => {
    for (const uri of [`${scheme}:x`, `${scheme}://x/callback`, `${scheme.toUpperCase()}:/cb`]) {
      expect(redirectUriProblem(uri)).toMatch(
        /belongs to the operating system|not an absolute|user name/,
      )
    }
  })

  it.each(systemPrefixes)('%sanything: likewise', (prefix) => {
    expect(redirectUriProblem(`${prefix}any.thing:/cb`)).toContain(
      'belongs to the operating system',
    )
  })

  it('make a client native when one of them is on this computer or of an app', () => {
    expect(applicationType(['https://a.example/', 'http://127.0.0.1/'])).toBe('native')
    expect(applicationType(['vscode://x'])).toBe('native')
    expect(applicationType(['https://a.example/'])).toBe('web')
    expect(redirectHost('vscode://x/y?z')).toBe('vscode://x/y?z')
    expect(redirectHost('http://localhost:5123/cb')).toBe('localhost:5123')
  })
})

describe('a rate limit', () => {
  const make = () => {
    let now = 0
    const limit = createRateLimit({ burst: 2, perSecond: 0.5 }, { now: () => now })
    return { limit, wait: (seconds: number) => (now += seconds * 1_000) }
  }

  it('lets a burst pass, then one per interval, and says how long to wait', () => {
    const { limit, wait } = make()
    limit.take()
    limit.take()
    expect(() => limit.take()).toThrow(expect.objectContaining({ details: { seconds: 2 } }))
    wait(2)
    limit.take()
    expect(() => limit.take()).toThrow('Too many requests')
  })

  it('counts each key by itself', () => {
    const { limit } = make()
    limit.take('a')
    limit.take('a')
    limit.take('b')
    expect(() => limit.take('a')).toThrow('Too many requests')
  })

  it('saves up no more than a burst', () => {
    const { limit, wait } = make()
    limit.take()
    wait(10_000)
    limit.take()
    limit.take()
    expect(limit.admits()).toBe(false)
  })

  it('takes nothing away when the clock is set back', () => {
    const { limit, wait } = make()
    limit.take()
    wait(-10_000)
    expect(limit.admits()).toBe(true)
    expect(limit.admits()).toBe(false)
  })

  it('remembers a thousand keys', () => {
    const { limit } = make()
    const used = (key: string) => [limit.admits(key), limit.admits(key), limit.admits(key)]
    expect(used('first')).toEqual([true, true, false])
    for (let count = 0; count < 999; count++) limit.take(`key ${count}`)
    expect(limit.admits('first')).toBe(false)
    limit.take('one too many')
    expect(limit.admits('first')).toBe(true)
  })

  it('goes on limiting when there are more keys than it remembers', () => {
    const { limit } = make()
    for (let count = 0; count < 3_000; count++) limit.take(`key ${count}`)
    limit.take('late')
    limit.take('late')
    expect(() => limit.take('late')).toThrow('Too many requests')
  })
})

describe('a lottery', () => {
  /** A fixed sequence that looks random (Park and Miller). */
  const draws = () => {
    let state = 42
    return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
  }

  it('lets a person in who tries again, at the same price for every flood', () => {
    let now = 0
    const lottery = createLottery(5, { now: () => now }, draws())
    let flood = 0
    let person = 0
    for (let tick = 0; tick < 120 * 100; tick++) {
      now += 10
      if (lottery.admits('x')) flood++
      if (tick % 300 === 0 && lottery.admits('x')) person++
    }
    // 100 a second for two minutes, 5 a second admitted; the person asked 40 times.
    expect(flood).toBeGreaterThan(500)
    expect(flood).toBeLessThan(750)
    expect(person).toBeGreaterThanOrEqual(1)
  })

  it('turns nobody away who comes alone', () => {
    let now = 0
    const lottery = createLottery(5, { now: () => now }, () => 0.999)
    for (let count = 0; count < 20; count++) {
      now += 1_000
      expect(lottery.admits('x')).toBe(true)
    }
  })
})

describe('the queue of approvals', () => {
  const limits = { pendingPerClient: 2, pendingTrusted: 3, pendingOthers: 2 }
  const waiting = (uid: string, changed: Partial<Waiting> = {}): Waiting => ({
    uid,
    group: uid,
    trusted: false,
    attempt: uid,
    requestedAt: 0,
    seenAt: 0,
    ...changed,
  })
  it('has places of its own for each kind, and they do not fill one another', () => {
    const few = { pendingPerClient: 9, pendingTrusted: 2, pendingOthers: 2 }
    const strangers = [waiting('a'), waiting('b')]
    expect(makeRoom(strangers, waiting('c', { trusted: true }), few, 0)).toEqual([])
    const known = strangers.map((one) => ({ ...one, trusted: true }))
    expect(makeRoom(known, waiting('c'), few, 0)).toEqual([])
  })

  it('keeps the place of a page that came back longer than of one that never did', () => {
    const one = { ...limits, pendingPerClient: 1 }
    const newcomer = waiting('b', { group: 'x' })
    const back = waiting('a', { group: 'x', seenAt: 1_000 })
    expect(makeRoom([back], newcomer, one, 21_000)).toBeUndefined()
    expect(uids(makeRoom([back], newcomer, one, 91_000))).toEqual(['a'])
    const never = waiting('a', { group: 'x' })
    expect(makeRoom([never], newcomer, one, 9_999)).toBeUndefined()
    expect(uids(makeRoom([never], newcomer, one, 10_000))).toEqual(['a'])
  })

  const uids = (list: Waiting[] | undefined) => list?.map(({ uid }) => uid)

  it('replaces the same attempt of the same client only', () => {
    const first = waiting('a', { group: 'x', attempt: 's' })
    const again = waiting('b', { group: 'x', attempt: 's' })
    expect(uids(makeRoom([first], again, limits, 0))).toEqual(['a'])
    expect(uids(makeRoom([first], waiting('c', { attempt: 's' }), limits, 0))).toEqual([])
  })

  it('keeps the two kinds apart', () => {
    const strangers = [waiting('a'), waiting('b')]
    expect(makeRoom(strangers, waiting('c'), limits, 0)).toBeUndefined()
    expect(makeRoom(strangers, waiting('d', { trusted: true }), limits, 0)).toEqual([])
  })

  it('sends away the page that never came back before one that did', () => {
    const present = waiting('a', { group: 'x', seenAt: 5 })
    const silent = waiting('b', { group: 'x', requestedAt: 9, seenAt: 9 })
    const newcomer = waiting('c', { group: 'x' })
    expect(uids(makeRoom([present, silent], newcomer, limits, 10_009))).toEqual(['b'])
  })

  it('never sends away an open page for a newcomer of the same client', () => {
    const asking = (uid: string) => waiting(uid, { group: 'x', requestedAt: 0, seenAt: 60_000 })
    const open = [asking('a'), asking('b')]
    const newcomer = waiting('c', { group: 'x' })
    expect(makeRoom(open, newcomer, limits, 62_000)).toBeUndefined()
    expect(uids(makeRoom(open, newcomer, limits, 150_000))).toEqual(['a'])
    // One that has just been opened had no time to ask yet.
    const fresh = [asking('a'), waiting('d', { group: 'x', requestedAt: 61_000, seenAt: 61_000 })]
    expect(makeRoom(fresh, newcomer, limits, 62_000)).toBeUndefined()
  })
})

describe('the address of an authorization request', () => {
  const complete = (query: string) =>
    new URL(
      completeAuthorizeUrl(`/oauth2/authorize?${query}`, 'https://b.example'),
      'https://b.example',
    ).searchParams

  it('leaves repeated parameters to be refused (RFC 6749 §3.1)', () => {
    expect(complete('scope=a&scope=b').getAll('scope')).toEqual(['a', 'b'])
    expect(
      complete('resource=https://b.example&resource=https://x').getAll('resource'),
    ).toHaveLength(2)
  })

  it('keeps a question mark inside a value', () => {
    expect(complete('state=a?b').get('state')).toBe('a?b')
  })

  it('drops what only OpenID requests may carry, unless it is one', () => {
    expect(complete('nonce=n').has('nonce')).toBe(false)
    expect(complete('nonce=n&scope=openid').get('nonce')).toBe('n')
  })
})

describe('names', () => {
  it('of vendors are guessed for suggestions', () => {
    expect(guessVendor('x', ['https://chatgpt.com/connector/oauth/1'])).toBe('chatgpt')
    expect(guessVendor('x', ['cursor://anysphere.cursor-mcp/oauth/callback'])).toBe('cursor')
    expect(guessVendor('Gemini CLI MCP Client', ['http://localhost/'])).toBe('gemini')
    expect(guessVendor('x', ['https://chatgpt.com.evil.example/'])).toBe('other')
    expect(guessVendor('ChatGPT', ['https://evil.example/cb'])).toBe('other')
  })

  it('of vendors are not guessed when one address is not theirs', () => {
    const theirs = 'https://chatgpt.com/connector_platform_oauth_redirect'
    for (const other of [
      'https://evil.example/cb',
      'https://claude.ai/cb',
      'https://chatgpt.com:8443/cb',
      'com.evil.app:/cb',
      'http://127.0.0.1:1/cb',
    ]) {
      expect(guessVendor('ChatGPT', [theirs, other])).toBe('other')
      expect(guessVendor('ChatGPT', [other, theirs])).toBe('other')
    }
    const editor = ['https://vscode.dev/redirect', 'http://127.0.0.1:33418/']
    expect(guessVendor('x', editor)).toBe('vscode')
    expect(guessVendor('x', [...editor, 'https://evil.example/'])).toBe('other')
    expect(guessVendorByHand('Claude of mine', [theirs, 'https://claude.ai/cb'])).toBe('claude')
  })

  it('of participants come from the client, and never are the owner', () => {
    expect(suggestParticipant('claude', 'Claude Code (x)')).toBe('claude')
    expect(suggestParticipant('other', 'MCP Inspector')).toBe('mcp-inspector')
    expect(suggestParticipant('other', 'Owner')).toBe('guest')
    expect(suggestParticipant('other', 'ChatGPT')).toBe('guest')
    expect(suggestParticipant('other', 'Codex')).toBe('guest')
    expect(suggestParticipant('other', 'Claude – Desktop')).toBe('guest')
    expect(suggestParticipant('other', '123 !!')).toBe('guest')
    expect(suggestParticipant('other', 'x'.repeat(99))).toHaveLength(32)
  })

  it.each([
    'chat-gpt',
    'Chat GPT',
    'C h a t G P T',
    'openai',
    'Open AI',
    'OpenAI Connector',
    'claudecode',
    'Claude_Code',
    'my claude',
    'Anthropic',
    'ClаudeCode',
    'ChatGРT',
    'сhatgpt',
    'CIaude',
    'c1aude',
    'ｃｌａｕｄｅ',
    'Cláude',
    'Cl4ude',
    '0penAI',
    'Cοdex',
    'C.u.r.s.o.r',
    'GitHub Copilot',
    'VS Code',
    'Visual Studio Code',
    'Gem1ni',
    '0wner',
    'Ow­ner',
    'claude​code',
    'Dravvbridge',
  ])('that read like a vendor’s or the owner’s are not suggested to a stranger: %s', (name) => {
    expect(suggestParticipant('other', name)).toBe('guest')
  })

  it('of known clients do not match what only looks like them', () => {
    expect(knownClient('https://chatgpt.com/oauth/codex/client.json')?.name).toBe('Codex')
    for (const id of [
      'https://chatgpt.com/oauth/../client.json',
      'https://chatgpt.com/oauth/a/b/client.json',
      'https://chatgpt.com.evil.example/oauth/client.json',
      'http://chatgpt.com/oauth/client.json',
      'https://chatgpt.com/oauth/client.json?x',
    ]) {
      expect(knownClient(id)).toBeUndefined()
    }
  })
})

describe('text of strangers', () => {
  it('is escaped, on one line, and not longer than it may be', () => {
    expect(markup`<p title="${'"><b>'}">${'a&b'}</p>`.html).toBe(
      '<p title="&quot;&gt;&lt;b&gt;">a&amp;b</p>',
    )
    expect(plainLine('a\n\tb\u202Ec\u200B')).toBe('a b c')
    expect(plainLine('x'.repeat(100), 10)).toBe(`${'x'.repeat(9)}…`)
  })
})

describe('client secrets', () => {
  it('match their hash, and nothing else matches', () => {
    const stored = hashClientSecret('secret')
    expect(clientSecretMatches(stored, 'secret')).toBe(true)
    expect(clientSecretMatches(stored, 'Secret')).toBe(false)
    expect(clientSecretMatches(stored, stored)).toBe(false)
    expect(clientSecretMatches('secret', 'secret')).toBe(false)
    expect(clientSecretMatches(undefined, '')).toBe(false)
  })
})
