/** Commands about what is said and shared. */
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { CommandContext } from './context.ts'
import { openExport } from './local-client.ts'
import { localFile } from './local-file.ts'
import { printable } from '../host/printable.ts'
import { localTime } from '../bridge/base/local-time.ts'
import { readAll } from './read-all.ts'
import { table } from './table.ts'
import { wrongUse } from './help.ts'
import { UsageError } from './usage.ts'

export const send = async (
  { withBridge, print }: CommandContext,
  args: string[],
  options: { to?: string | undefined; thread?: string | undefined; replyTo?: string | undefined },
) => {
  const text = args.length === 1 && args[0] === '-' ? await readAll(process.stdin) : args.join(' ')
  const to = (options.to ?? '').split(',').filter((name) => name !== '')
  if (to.length === 0 || text === '') {
    throw wrongUse('send')
  }
  return withBridge(async (bridge) => {
    const { message } = await bridge.invoke('conversation.send', {
      to,
      text,
      ...(options.thread !== undefined && { thread: options.thread }),
      ...(options.replyTo !== undefined && { replyTo: options.replyTo }),
    })
    print(message, ({ id, thread }) => `Sent (id ${id}, thread ${thread}).`)
  })
}

/** Beside the author of words that are not theirs alone. */
export const partWords = (part: 'pasted' | 'changed' | undefined): string =>
  part === undefined ? '' : ` · ${part} by you`

export const inbox = ({ withBridge, print }: CommandContext, args: string[]) => {
  const [participant = 'owner', ...more] = args
  if (more.length > 0) throw wrongUse('inbox')
  return withBridge(async (bridge) => {
    const page = await bridge.invoke('conversation.inbox', { participant, markRead: true })
    print(page, ({ messages, remaining }) =>
      messages.length === 0
        ? `Nothing unread for ${participant}.`
        : [
            ...messages.flatMap(({ from, sentAt, text, id, ownerPart }) => [
              `${from} · ${localTime(sentAt)} · ${id}${partWords(ownerPart)}`,
              indent(printable(text)),
            ]),
            ...(remaining > 0 ? [`${remaining} more.`] : []),
          ],
    )
  })
}

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

export const indent = (text: string): string =>
  text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')
