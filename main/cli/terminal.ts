/**
 * Questions to the owner, and secrets from stdin: an argument could be read by others. Questions go to
 * stderr, so that stdout holds nothing but the answer of the command.
 */
import { Writable } from 'node:stream'

export interface Terminal {
  /** Somebody sits there; else stdin is a file or another program. */
  interactive: boolean
  say(lines: string | string[]): void
  /** One line, without the space around it; empty at the end of the input. */
  ask(question: string): Promise<string>
  /** The same, not shown while it is typed. */
  secret(question: string): Promise<string>
  /** Everything that is left. */
  rest(): Promise<string>
  close(): void
}

export interface TerminalStreams {
  stdin: NodeJS.ReadableStream & { isTTY?: boolean | undefined }
  stderr: NodeJS.WritableStream
}

export function createTerminal({ stdin, stderr }: TerminalStreams = process): Terminal {
  const interactive = stdin.isTTY === true
  // What readline echoes goes through here: of a secret nothing, also of one typed ahead.
  let shown = false
  const echo = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (shown) stderr.write(chunk)
      done()
    },
  })
  // Not at the top: few commands ask, and all of them would wait for it.
  const { createInterface } = process.getBuiltinModule('node:readline/promises')
  const lines = createInterface({ input: stdin, output: echo, terminal: interactive })
  // Readline takes Ctrl-C for itself; it should end the command as everywhere.
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  const input = lines[Symbol.asyncIterator]()

  async function next(question: string, visible: boolean): Promise<string> {
    shown = visible
    if (interactive) stderr.write(question)
    try {
      const { value, done } = await input.next()
      return done ? '' : value.trim()
    } finally {
      shown = false
      if (interactive && !visible) stderr.write('\n')
    }
  }

  return {
    interactive,
    say: (text) => void stderr.write(`${[text].flat().join('\n')}\n`),
    ask: (question) => next(question, true),
    secret: (question) => next(question, false),
    async rest() {
      const all: string[] = []
      for await (const line of input) all.push(line)
      return all.join('\n').trim()
    },
    close: () => lines.close(),
  }
}

/** One secret, for a command that asks nothing else. */
export async function secretFromInput(question: string): Promise<string> {
  const terminal = createTerminal()
  try {
    return await terminal.secret(question)
  } finally {
    terminal.close()
  }
}
