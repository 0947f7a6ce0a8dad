/**
 * The owner's own `auth0` command line as another way to the Management API: it is signed in by the
 * owner and keeps its credentials to itself. Nothing secret is ever an argument.
 */
import { execFile } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { BridgeError } from '../../base/errors.ts'
import { explained, read, refusal, type ManagementApi } from './api.ts'
import { apiScopes, helpfulScopes, neededScopes } from './token.ts'

const run = promisify(execFile)
const timeoutMs = 30_000
const mostBytes = 16 * 1024 * 1024

/** Where it is; null when it is not installed. */
export async function findAuth0Cli(env: NodeJS.ProcessEnv): Promise<string | null> {
  const names = process.platform === 'win32' ? ['auth0.exe'] : ['auth0']
  for (const folder of (env['PATH'] ?? '').split(delimiter).filter(Boolean)) {
    for (const name of names) {
      const path = join(folder, name)
      const found = await access(path, constants.X_OK).then(
        () => true,
        () => false,
      )
      if (found) return path
    }
  }
  return null
}

/** What the owner types once, in their own terminal. */
export const loginCommand = `auth0 login --scopes "${[
  ...neededScopes,
  ...apiScopes,
  ...helpfulScopes,
].join(',')}"`

const tenantsSchema = z.array(z.object({ name: z.string(), active: z.boolean().nullish() }))

export interface Auth0Cli {
  /** The tenants it is signed in to, the chosen one first. */
  tenants(): Promise<string[]>
  api(tenant: string): ManagementApi
}

export function createAuth0Cli(path: string, env: NodeJS.ProcessEnv): Auth0Cli {
  async function output(args: string[]): Promise<unknown> {
    const options = { env, timeout: timeoutMs, maxBuffer: mostBytes, windowsHide: true }
    try {
      const { stdout } = await run(path, [...args, '--no-input', '--no-color'], options)
      return stdout.trim() === '' ? null : JSON.parse(stdout)
    } catch (error) {
      throw new BridgeError('auth0-cli-failed', { reason: reasonOf(error) }, { cause: error })
    }
  }

  return {
    async tenants() {
      const answer = await output(['tenants', 'list', '--json'])
      const list = read(tenantsSchema, answer ?? [], 'the tenants')
      const chosenFirst = list.toSorted(
        (a, b) => Number(b.active ?? false) - Number(a.active ?? false),
      )
      return chosenFirst.map(({ name }) => name)
    },
    api: (tenant) => async (request) => {
      const query = Object.entries(request.query ?? {}).flatMap(([name, value]) => [
        '--query',
        `${name}=${value}`,
      ])
      const data = request.body === undefined ? [] : ['--data', JSON.stringify(request.body)]
      const method = request.method.toLowerCase()
      const answer = await output([
        'api',
        method,
        request.path,
        ...query,
        ...data,
        '--tenant',
        tenant,
      ])
      const refused = refusedSchema.safeParse(answer)
      // It prints what Auth0 answered and ends well, whatever the answer was.
      if (!refused.success) return answer
      throw explained(refusal(refused.data.statusCode, answer, request.about), tenant)
    },
  }
}

const refusedSchema = z.object({ statusCode: z.number().min(400), message: z.string() })

/** The last line it said; it names what to do, such as signing in again. */
function reasonOf(error: unknown): string {
  const said = z.object({ stderr: z.string() }).safeParse(error)
  const lines = said.success ? said.data.stderr.trim().split('\n') : []
  return lines.at(-1)?.trim().slice(0, 300) || 'it ended without a word'
}
