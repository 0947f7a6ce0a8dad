/** Commands that read and write files: the shared ones, and the export of the conversation. */
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { localTime } from '../bridge/base/local-time.ts'
import type { CommandContext } from './context.ts'
import { partWords } from './conversation-commands.ts'
import { wrongUse } from './help.ts'
import { openExport } from './local-client.ts'
import { localFile } from './local-file.ts'
import { table } from './table.ts'
import { UsageError } from './usage.ts'

export const files = (context: CommandContext, args: string[]) => {
  const { withBridge, print, stdout, json } = context
  const [action, name, path, ...more] = args
  if (action === undefined) {
    return withBridge(async (bridge) => {
      print(await bridge.invoke('files.list', {}), (list) =>
        list.length === 0
          ? 'No shared files.'
          : table(
              list.map((file) => [
                file.name,
                `version ${file.version}`,
                `${file.size} bytes`,
                `${file.writtenBy}, ${localTime(file.writtenAt)}${partWords(file.ownerPart)}`,
              ]),
            ),
      )
    })
  }
  if (action === 'read' && name !== undefined && path === undefined) {
    return withBridge(async (bridge) => {
      const file = await bridge.invoke('files.read', { name })
      if (json) print(file, () => '')
      else
        stdout.write(
          file.encoding === 'base64' ? Buffer.from(file.content, 'base64') : file.content,
        )
    })
  }
  if (action === 'write' && name !== undefined && path !== undefined && more.length === 0) {
    return withBridge(async (bridge) => {
      const content = (await localFile(path, () => readFile(path))).toString('base64')
      const written = await bridge.invoke('files.write', { name, content, encoding: 'base64' })
      print(written, (file) => `Wrote ${file.name}, version ${file.version}.`)
    })
  }
  if (action === 'delete' && name !== undefined && path === undefined) {
    return withBridge(async (bridge) => {
      print(await bridge.invoke('files.delete', { name }), (gone) => `Deleted ${gone.name}.`)
    })
  }
  throw wrongUse('files')
}

export async function exportAll(
  { dataDir, stdout, json, print }: CommandContext,
  options: { format?: string | undefined; out?: string | undefined; thread?: string | undefined },
): Promise<void> {
  const format = options.format ?? (json ? 'json' : 'markdown')
  if (format !== 'markdown' && format !== 'json') {
    throw new UsageError(`--format is markdown or json, not "${format}"`)
  }
  const { out, thread } = options
  const wanted = { format, ...(thread !== undefined && { thread }) } as const
  const text = Readable.from(await openExport(dataDir, wanted))
  if (out === undefined) {
    await pipeline(text, stdout, { end: false })
    return
  }
  const file = createWriteStream(out, { mode: 0o600 })
  await localFile(out, () => pipeline(text, file))
  print({ out, bytes: file.bytesWritten }, ({ bytes }) => `Wrote ${out} (${bytes} bytes).`)
}
