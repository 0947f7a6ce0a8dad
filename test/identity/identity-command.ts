/** `drawbridge identity …` in this process, against a running bridge by its local socket. */
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { createContext } from '../../main/cli/context.ts'
import { identity } from '../../main/cli/identity-commands.ts'
import { createTerminal } from '../../main/cli/terminal.ts'

/** What the command prints. Throws what it fails with. */
export async function identityCommand(dataDir: string, ...args: string[]): Promise<string> {
  const stdout = new PassThrough()
  const stdin = new PassThrough()
  stdin.end()
  const context = createContext({ data: dataDir, json: false, stdout })
  const terminal = createTerminal({ stdin, stderr: new PassThrough().resume() })
  const flags = { also: [], bind: false, forget: false, yes: false }
  await identity(context, args, flags, { terminal, setExitCode() {} })
  stdout.end()
  return text(stdout)
}
