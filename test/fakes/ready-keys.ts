/**
 * RSA keys that are made once per checkout and used again: making one takes longer than most tests.
 * One after the other is handed out, so a bridge never meets the same key twice.
 */
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeKeyPair, type KeyPair } from '../../main/bridge/oauth/tokens/make-key-pair.ts'

const folder = join(import.meta.dirname, '../../node_modules/.cache/drawbridge-test-keys')
/** More than any one bridge goes through in a test. */
const count = 24
let next = Math.floor(Math.random() * count)

export async function readyKeyPair(): Promise<KeyPair> {
  next = (next + 1) % count
  const path = join(folder, `${next}.pem`)
  const kept = await readFile(path, 'utf8').catch(() => undefined)
  if (kept === undefined) return makeAndKeep(path)
  const privateKey = createPrivateKey(kept)
  return { privateKey, publicKey: createPublicKey(privateKey) }
}

/** Renamed into place, so that no other worker reads half a key. */
async function makeAndKeep(path: string): Promise<KeyPair> {
  const made = await makeKeyPair()
  await mkdir(folder, { recursive: true })
  const aside = `${path}.${process.pid}`
  await writeFile(aside, made.privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 })
  await rename(aside, path)
  return made
}
