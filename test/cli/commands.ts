/** A command as somebody runs it against a bridge, and what it printed. */
import { Writable } from 'node:stream'
import { createContext, type CommandContext } from '../../main/cli/context.ts'

export async function printed(
  dataDir: string,
  command: (context: CommandContext) => Promise<void>,
  { json = false } = {},
): Promise<string> {
  let text = ''
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk)
      done()
    },
  })
  await command(createContext({ data: dataDir, json, stdout }))
  return text
}
