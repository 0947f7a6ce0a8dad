/**
 * The signing keys: RS256, one `next` (published ahead), one `current` (signs), and the `retired`
 * ones until the last token they signed has expired. Public parts are in the database, private parts
 * of next and current in the secret store; a retired private key is deleted at once.
 */
import { createPrivateKey, createPublicKey, randomBytes } from 'node:crypto'
import { calculateJwkThumbprint, type JWK } from 'jose'
import type { Clock, Log, SecretStore } from '../../base/ports.ts'
import type { Store } from '../../store/types.ts'
import type { Audit } from '../audit.ts'
import type { MakeKeyPair } from './make-key-pair.ts'
import { integer, integerOrNull, text, type Row } from '../rows.ts'
import type { SigningKeySummary } from '../types.ts'

export interface SigningKeys {
  list(): SigningKeySummary[]
  /** What /.well-known/jwks.json shows: next, current and retired. */
  jwks(): { keys: JWK[] }
  publicJwk(kid: string): JWK | undefined
  /** The key that signs, private parts included. Never leaves the process. */
  signingJwk(): JWK & { kid: string }
  /** Secrets that sign the cookies of the sign-in pages. */
  cookieKeys(): string[]
  rotate(): Promise<SigningKeySummary[]>
  /** Rotates when the current key is old enough and drops what has retired. True when rotated. */
  maintain(): Promise<boolean>
}

export interface SigningKeysDeps {
  store: Store
  secrets: SecretStore
  clock: Clock
  log: Log
  audit: Audit
  makeKeyPair: MakeKeyPair
  /** Age at which the current key is replaced. */
  keySeconds: number
  /** The longest any token signed with a key is good for. */
  tokenSeconds: number
}

const states = ['next', 'current', 'retired'] as const
type State = SigningKeySummary['state']

interface Key {
  kid: string
  state: State
  jwk: JWK
  createdAt: number
  currentSince: number | null
  retiresAt: number | null
}

const secretName = (kid: string) => `signing-key-${kid}`
const cookieSecretName = 'cookie-key'
/** A request under way may still sign with the old key for a moment. */
const handoverSeconds = 5 * 60

export async function createSigningKeys(deps: SigningKeysDeps): Promise<SigningKeys> {
  const { store, secrets, clock, log, audit, makeKeyPair, keySeconds, tokenSeconds } = deps
  const insert = store.statement('INSERT INTO signing_keys VALUES (?, ?, ?, ?, ?, ?)')
  const become = store.statement(
    'UPDATE signing_keys SET state = ?, current_since = ?, retires_at = ? WHERE kid = ?',
  )
  const dropRetired = store.statement(
    `DELETE FROM signing_keys WHERE state = 'retired' AND retires_at <= ?`,
  )
  const all = store.statement('SELECT * FROM signing_keys ORDER BY created_at DESC, kid')

  let published: Key[] = []
  let signing: (JWK & { kid: string }) | undefined
  const read = () => {
    published = all.all().map(fromRow)
  }
  const find = (kid: string) => published.find((key) => key.kid === kid)
  const inState = (state: State) => published.find((key) => key.state === state)

  /** A fresh key: the private part is stored first, so that a row always has its secret. */
  async function create(state: 'next' | 'current'): Promise<void> {
    const { privateKey, publicKey } = await makeKeyPair()
    const bare: JWK = publicKey.export({ format: 'jwk' })
    const kid = await calculateJwkThumbprint(bare)
    // base64 of PKCS #8 is the shortest single line (1.6 kB): Windows limits the size of a secret.
    await secrets.set(
      secretName(kid),
      privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    )
    const jwk = { ...bare, kid, alg: 'RS256', use: 'sig' }
    const now = clock.now()
    const since = state === 'current' ? now : null
    await store.write(() => insert.run(kid, state, JSON.stringify(jwk), now, since, null))
    audit.record('key.created', null, { kid })
    read()
  }

  async function loadPrivate(kid: string): Promise<(JWK & { kid: string }) | undefined> {
    const stored = await secrets.get(secretName(kid))
    if (stored === undefined) return undefined
    const key = createPrivateKey({
      key: Buffer.from(stored, 'base64'),
      format: 'der',
      type: 'pkcs8',
    })
    const { n } = createPublicKey(key).export({ format: 'jwk' })
    if (n !== find(kid)?.jwk.n) return undefined
    const jwk: JWK = key.export({ format: 'jwk' })
    return { ...jwk, kid, alg: 'RS256', use: 'sig' }
  }

  async function retire(kid: string): Promise<void> {
    const retiresAt = clock.now() + (tokenSeconds + handoverSeconds) * 1_000
    const since = find(kid)?.currentSince ?? null
    await store.write(() => become.run('retired', since, retiresAt, kid))
    await secrets.delete(secretName(kid))
    read()
  }

  /** Keys the database names but the secret store lost cannot sign any more; old tokens stay good. */
  async function retireLost(): Promise<void> {
    for (const { kid, state } of published.filter((key) => key.state !== 'retired')) {
      if (await loadPrivate(kid)) continue
      log.warn('keys.lost', { kid, state })
      audit.record('key.lost', null, { kid })
      await retire(kid)
    }
  }

  async function ensure(): Promise<void> {
    const next = inState('next')
    if (!inState('current') && next) {
      await store.write(() => become.run('current', clock.now(), null, next.kid))
      read()
    }
    const missing = (['current', 'next'] as const).filter((state) => !inState(state))
    await Promise.all(missing.map((state) => create(state)))
    const { kid } = current()
    signing = await loadPrivate(kid)
  }

  function current(): Key {
    const key = inState('current')
    if (!key) throw new Error('there is no current signing key')
    return key
  }

  /** One rotation after the other, whoever asks for it. */
  let turn: Promise<unknown> = Promise.resolve()
  function rotate(): Promise<SigningKeySummary[]> {
    const mine = turn.then(rotateNow)
    turn = mine.catch(() => undefined)
    return mine
  }

  async function rotateNow(): Promise<SigningKeySummary[]> {
    const from = current().kid
    await retire(from)
    await ensure()
    audit.record('key.rotated', null, { from, to: current().kid })
    return list()
  }

  const list = () =>
    published.map(({ kid, state, createdAt, retiresAt }) => ({
      kid,
      state,
      createdAt: new Date(createdAt).toISOString(),
      retiresAt: retiresAt === null ? null : new Date(retiresAt).toISOString(),
    }))

  read()
  await retireLost()
  await ensure()
  const cookieKey = await ensureCookieKey(secrets)

  return {
    list,
    jwks: () => ({ keys: published.map(({ jwk }) => jwk) }),
    publicJwk: (kid) => find(kid)?.jwk,
    signingJwk() {
      if (!signing) throw new Error('the current signing key is not in the secret store')
      return signing
    },
    cookieKeys: () => [cookieKey],
    rotate,
    async maintain() {
      await store.write(() => dropRetired.run(clock.now()))
      read()
      const age = clock.now() - (current().currentSince ?? 0)
      if (age < keySeconds * 1_000) return false
      await rotate()
      return true
    },
  }
}

async function ensureCookieKey(secrets: SecretStore): Promise<string> {
  const stored = await secrets.get(cookieSecretName)
  if (stored !== undefined) return stored
  const fresh = randomBytes(32).toString('base64url')
  await secrets.set(cookieSecretName, fresh)
  return fresh
}

function fromRow(row: Row): Key {
  const jwk: JWK = JSON.parse(text(row, 'public_jwk'))
  const state = states.find((known) => known === text(row, 'state'))
  if (!state) throw new TypeError('a signing key has an unknown state')
  return {
    kid: text(row, 'kid'),
    state,
    jwk,
    createdAt: integer(row, 'created_at'),
    currentSince: integerOrNull(row, 'current_since'),
    retiresAt: integerOrNull(row, 'retires_at'),
  }
}
