/** A copy of the database lets nobody in: no code, token or client secret is in it as it is. */
import { expect, it } from 'vitest'
import { chatgpt, refresh, signIn, startOauthHost, type OauthHost } from '../fakes/oauth-host.ts'

/** Every text in every table. */
function everythingIn({ store }: OauthHost): string {
  const tables = store.db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()
  return tables
    .map(({ name }) => JSON.stringify(store.db.prepare(`SELECT * FROM "${String(name)}"`).all()))
    .join('\n')
}

it('keeps codes, tokens and client secrets only as hashes, and they work all the same', async () => {
  const host = await startOauthHost()
  try {
    const redirect_uri = 'https://manual.example/cb'
    const added = await host.server.clients.add({
      name: 'By hand',
      redirectUris: [redirect_uri],
      secret: true,
    })
    const clientSecret = added.clientSecret ?? ''
    const manual = await signIn(host, {
      client_id: added.client.clientId,
      client_secret: clientSecret,
      redirect_uri,
    })
    const first = await signIn(host, chatgpt)
    const second = await refresh(host, chatgpt.client_id, first.refresh_token)
    expect(second.status).toBe(200)

    const stored = everythingIn(host)
    expect(stored).toContain('RefreshToken')
    for (const secret of [
      clientSecret,
      manual.refresh_token,
      first.code,
      first.refresh_token,
      String(second.json()['refresh_token']),
      first.access_token,
    ]) {
      expect(secret.length).toBeGreaterThan(20)
      expect(stored).not.toContain(secret)
    }
  } finally {
    await host.stop()
  }
})
