/** Somebody in front of the identity commands: what they type, what they see, and the exit code. */
import { PassThrough, Writable } from 'node:stream'
import { createContext } from '../../main/cli/context.ts'
import { identity, type IdentityOptions } from '../../main/cli/identity-commands.ts'
import { createTerminal } from '../../main/cli/terminal.ts'

export interface Sat {
  stdout: string
  stderr: string
  exitCode: number
  error: unknown
}

/** What is asked, and what is typed then; a function may look at all that was shown. */
export type Answers = [question: RegExp, answer: string | ((shown: string) => string)][]

export interface Typing {
  options?: Partial<IdentityOptions>
  json?: boolean
  /** All of stdin, where nobody sits there. */
  input?: string
  /** Somebody sits there. */
  answers?: Answers
  /** Whenever more was shown. */
  onShown?: (shown: string) => void
}

const none: IdentityOptions = {
  also: [],
  bind: false,
  forget: false,
  yes: false,
}

export async function sit(dataDir: string, args: string[], typing: Typing = {}): Promise<Sat> {
  const { options = {}, json = false, input = '', answers, onShown } = typing
  const stdin = Object.assign(new PassThrough(), { isTTY: answers !== undefined })
  const sat: Sat = { stdout: '', stderr: '', exitCode: 0, error: undefined }
  const left = [...(answers ?? [])]
  let answered = 0
  const stderr = written((text) => {
    sat.stderr += text
    onShown?.(sat.stderr)
    const [next] = left
    if (!next?.[0].test(sat.stderr.slice(answered))) return
    left.shift()
    answered = sat.stderr.length
    const answer = typeof next[1] === 'string' ? next[1] : next[1](sat.stderr)
    stdin.write(`${answer}\r`)
  })
  const stdout = written((text) => {
    sat.stdout += text
  })
  if (!answers) stdin.end(input)
  const seat = {
    terminal: createTerminal({ stdin, stderr }),
    setExitCode(code: number) {
      sat.exitCode = code
    },
  }
  const context = createContext({ data: dataDir, json, stdout })
  try {
    await identity(context, args, { ...none, ...options }, seat)
  } catch (error) {
    sat.error = error
  }
  if (left.length > 0 && sat.error === undefined) {
    throw new Error(
      `never asked: ${left.map(([question]) => String(question)).join(', ')}\n${sat.stderr}`,
    )
  }
  return sat
}

const written = (take: (text: string) => void): Writable =>
  new Writable({
    write(chunk, _encoding, done) {
      take(String(chunk))
      done()
    },
  })
