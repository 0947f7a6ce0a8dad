/** What is told of a HAR file: no secret of it, what vendors' services answered, and only at its end. */
import { describe, expect, it } from 'vitest'
import { doctorExplainHandlers } from '../../main/bridge/control/doctor-explain-methods.ts'
import { codesIn, firstCall, har, noMetadata, readHar, type Written } from './har-texts.ts'

describe('what is shown', () => {
  it('has no secret of the file', async () => {
    const secret = 'Zx81kQp03mVa7LtR29cWbY5n'
    const token = `eyJhbGciOiJSUzI1NiJ9.${Buffer.from('{"aud":"https://other.example/mcp"}').toString('base64url')}.c2ln${secret}`
    const file = har(
      { ...firstCall, url: `https://bridge.example/mcp?key=${secret}` },
      {
        url: `https://chatgpt.com/connector/oauth/abc?error=server_error&error_description=code%3D${secret}&state=${secret}&code=${secret}`,
      },
      {
        method: 'POST',
        url: 'https://bridge.example/oauth2/token',
        body: `grant_type=authorization_code&code=${secret}&code_verifier=${secret}`,
        status: 400,
        answer: { error: 'invalid_grant', error_description: `client_secret=${secret} was wrong` },
      },
      {
        ...firstCall,
        headers: { authorization: `Bearer ${token}`, cookie: `session=${secret}` },
        answer: { error: 'invalid_token', error_description: `token ${token} is wrong` },
      },
    )
    const read = await readHar(file)
    expect(read.findings.map(({ problem }) => problem.code)).toContain('token-wrong-audience')
    expect(JSON.stringify(read)).not.toContain(secret)
    expect(JSON.stringify(read)).not.toContain(token)
  })
})

describe('a recording whose tokens the browser left out', () => {
  const tokens: Written = {
    method: 'POST',
    url: 'https://bridge.example/oauth2/token',
    body: 'grant_type=authorization_code&code=x',
    answer: {
      access_token: `e30.${Buffer.from('{"aud":"https://api.example"}').toString('base64url')}.x`,
    },
  }

  it('still tells whom the token was meant for, by the answer that brought it', async () => {
    const read = await readHar(har(firstCall, tokens, firstCall))
    expect(read.findings[0]?.problem.sentence).toBe(
      'The token is meant for https://api.example, and it was sent to https://bridge.example/mcp.',
    )
  })

  it('has nothing wrong before a call that was answered', async () => {
    const refused = { ...tokens, status: 400, answer: { error: 'invalid_grant' } }
    const answered = { ...firstCall, status: 200, answer: { jsonrpc: '2.0', id: 1, result: {} } }
    expect(await codesIn(har(firstCall, noMetadata, refused))).toContain('client-code-refused')
    expect(await codesIn(har(firstCall, noMetadata, refused, tokens, answered))).toEqual([])
  })
})

describe("what the vendors' own services answered", () => {
  it.each([
    [
      '{"detail":"Failed to resolve OAuth client for MCP connector: https://bridge.example/mcp"}',
      'chatgpt-oauth-client',
    ],
    [
      '{"detail":"MCP server https://bridge.example/mcp does not implement OAuth"}',
      'chatgpt-no-oauth',
    ],
    ['{"detail":"Error fetching OAuth configuration"}', 'chatgpt-oauth-config'],
    [
      '{"detail":[{"type":"string_type","loc":["client_secret"],"msg":"Input should be a valid string"}]}',
      'registration-answer-invalid',
    ],
  ])('ChatGPT: %s', async (answer, code) => {
    const url = 'https://chatgpt.com/backend-api/aip/connectors/mcp'
    expect(await codesIn(har({ method: 'POST', url, status: 424, answer }))).toEqual([code])
  })

  it('Claude: its codes', async () => {
    const url = 'https://claude.ai/api/organizations/1/mcp/remote_servers'
    const answer = {
      error: {
        type: 'mcp_registration_failed',
        message: "Couldn't register with Bridge's sign-in service",
      },
    }
    expect(await codesIn(har({ method: 'POST', url, status: 400, answer }))).toEqual([
      'claude-registration',
    ])
  })

  it('the recording of the field notes', async () => {
    const file = har({
      method: 'POST',
      url: 'https://chatgpt.com/backend-api/aip/connectors/mcp',
      body: '{"auth_request":{"supported_auth":[{}],"oauth_client_params":null}}',
      status: 424,
      answer: {
        detail:
          'Failed to resolve OAuth client for MCP connector: https://ownerrez-mcp-server.fly.dev/mcp',
      },
    })
    expect(await codesIn(file)).toEqual(['client-old-address', 'chatgpt-oauth-client'])
  })
})

describe('the pieces of an upload', () => {
  const handlers = doctorExplainHandlers({
    origins: {
      list: () => [{ url: 'https://bridge.example', kind: 'public' }],
      mcpUrl: () => 'https://bridge.example/mcp',
    },
    settings: {
      get: () => ({
        identity: {
          provider: 'owner-approval',
          saved: null,
          owner: null,
          people: [],
          registeredCallback: null,
          callbackPort: 7422,
        },
      }),
    },
  })

  it('belong together by their id, and the last one gives the findings', async () => {
    const file = har(firstCall, noMetadata)
    const first = await handlers['doctor.har']({ text: file.slice(0, 100), last: false })
    expect(first).toMatchObject({ findings: null, steps: [] })
    const { upload } = first
    const last = await handlers['doctor.har']({ upload, text: file.slice(100), last: true })
    expect(last.findings?.map(({ problem }) => problem.code)).toEqual(['metadata-missing'])
    expect(last.steps.map(({ ok }) => ok)).toEqual([true, false])
    await expect(async () =>
      handlers['doctor.har']({ upload, text: '', last: true }),
    ).rejects.toThrow(expect.objectContaining({ code: 'har-upload-unknown' }))
  })

  it('are refused at the first one when it is not JSON', async () => {
    await expect(async () =>
      handlers['doctor.har']({ text: '\u007fELF', last: false }),
    ).rejects.toThrow(expect.objectContaining({ code: 'har-unreadable' }))
  })

  it('that nobody goes on with make room for the next', async () => {
    const uploads: string[] = []
    for (let n = 0; n < 5; n += 1) {
      uploads.push((await handlers['doctor.har']({ text: '{"log":', last: false })).upload)
    }
    await expect(async () =>
      handlers['doctor.har']({ upload: uploads[0], text: '', last: false }),
    ).rejects.toThrow(expect.objectContaining({ code: 'har-upload-unknown' }))
    expect(
      await handlers['doctor.har']({ upload: uploads[4], text: '{', last: false }),
    ).toMatchObject({
      findings: null,
    })
  })
})
