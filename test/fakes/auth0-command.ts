/**
 * A pretended `auth0` command line as far as the bridge uses it: a real program on a PATH of its own,
 * which asks the double with credentials of its own and prints whatever was answered.
 */
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { FakeAuth0 } from './auth0/fake-auth0.ts'

export interface Auth0Command {
  /** For the environment of what is to find it. */
  path: string
  /** The command lines it was run with. */
  ran(): Promise<string[][]>
  /** Until then it is not signed in anywhere. */
  signIn(auth0: FakeAuth0): Promise<void>
}

const program = (node: string, folder: string): string => `#!${node}
const { appendFileSync, readFileSync } = require('node:fs')
const args = process.argv.slice(2)
appendFileSync(${JSON.stringify(join(folder, 'ran'))}, JSON.stringify(args) + '\\n')
let account
try {
  account = JSON.parse(readFileSync(${JSON.stringify(join(folder, 'account.json'))}, 'utf8'))
} catch {
  console.error('Config.json file is missing.\\nNot logged in. Try \`auth0 login\`.')
  process.exit(1)
}
const all = (name) => args.flatMap((arg, at) => (arg === name ? [args[at + 1]] : []))
if (args[0] === 'tenants') {
  console.log(JSON.stringify([{ active: true, name: account.tenant }]))
} else {
  const [, method, path] = args
  if (all('--tenant')[0] !== account.tenant) {
    console.error('Not logged in to ' + all('--tenant')[0])
    process.exit(1)
  }
  const url = new URL(path, account.api)
  for (const pair of all('--query')) url.searchParams.set(...pair.split(/=(.*)/s))
  const headers = { authorization: 'Bearer ' + account.token, 'content-type': 'application/json' }
  fetch(url, { method: method.toUpperCase(), headers, body: all('--data')[0] })
    .then((answer) => answer.text())
    .then((text) => console.log(text))
}
`

export async function installAuth0Command(): Promise<Auth0Command> {
  const path = await mkdtemp(join(tmpdir(), 'drawbridge-auth0-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  const file = join(path, 'auth0')
  await writeFile(file, program(process.execPath, path))
  await chmod(file, 0o755)
  return {
    path,
    async ran() {
      const lines = await readFile(join(path, 'ran'), 'utf8').catch(() => '')
      return lines
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as string[])
    },
    async signIn(auth0) {
      const account = {
        tenant: auth0.host,
        api: `${auth0.issuer}api/v2/`,
        token: await auth0.token(),
      }
      await writeFile(join(path, 'account.json'), JSON.stringify(account))
    },
  }
}
