/** Shared files of the pretended bridge, every version of them. */
import { isUtf8 } from 'node:buffer'
import type { MethodResult } from '../../../main/contract.ts'
import { BridgeError } from '../../../main/bridge/base/errors.ts'
import type { Desk, FakeHandlers } from './desk.ts'

type SharedFile = MethodResult<'files.list'>[number]

export interface FilesState {
  files: SharedFile[]
  /** By name, newest first; a file of `files` that is not here has one version without contents. */
  versions: Record<string, (SharedFile & { deleted: boolean; content: string | Uint8Array })[]>
}

export const noFiles = (): FilesState => ({ files: [], versions: {} })

/** A file with its versions: the newest of `contents` is the last one. */
export function putFile(
  state: FilesState,
  over: Partial<SharedFile>,
  ...contents: (string | Uint8Array)[]
): void {
  const name = over.name ?? 'plan.md'
  const kept = state.versions[name] ?? []
  for (const content of contents) {
    kept.unshift({
      mimeType: 'text/markdown',
      sha256: '0'.repeat(64),
      writtenBy: 'claude',
      writtenAt: new Date().toISOString(),
      ...over,
      name,
      version: (kept[0]?.version ?? 0) + 1,
      size: Buffer.from(content).length,
      deleted: false,
      content,
    })
  }
  state.versions[name] = kept
  const [newest] = kept
  if (!newest) return
  const { deleted: _, content: __, ...file } = newest
  state.files = [...state.files.filter((other) => other.name !== name), file]
}

/** As the bridge decides it: text is what is UTF-8. */
const textOrBytes = (bytes: Buffer): string | Uint8Array =>
  isUtf8(bytes) ? bytes.toString() : bytes

export function fileHandlers({ state, emit }: Desk<FilesState>): FakeHandlers {
  const listed = (name: string, ifVersion?: number): SharedFile | undefined => {
    const file = state.files.find((one) => one.name === name)
    if (ifVersion !== undefined && ifVersion !== (file?.version ?? 0)) {
      throw new BridgeError('file-changed', {
        name,
        current: file?.version ?? 0,
        expected: ifVersion,
      })
    }
    return file
  }
  return {
    'files.list': () => state.files,
    'files.read': ({ name, version, encoding }) => {
      const kept = state.versions[name] ?? []
      const found = kept.find((one) => one.version === (version ?? kept[0]?.version))
      if (!found) throw new BridgeError('unknown-file', { name })
      const kind = encoding ?? (typeof found.content === 'string' ? 'utf-8' : 'base64')
      return { ...found, encoding: kind, content: Buffer.from(found.content).toString(kind) }
    },
    'files.versions': ({ name }) => {
      const kept = state.versions[name]
      if (!kept) throw new BridgeError('unknown-file', { name })
      return kept
    },
    'files.write': ({ name, content, encoding = 'utf-8', ifVersion }) => {
      listed(name, ifVersion)
      putFile(state, { name, writtenBy: 'owner' }, textOrBytes(Buffer.from(content, encoding)))
      emit('files')
      const written = listed(name)
      if (!written) throw new BridgeError('unknown-file', { name })
      return written
    },
    'files.delete': ({ name, ifVersion }) => {
      const file = listed(name, ifVersion)
      if (!file) throw new BridgeError('unknown-file', { name })
      state.files = state.files.filter((other) => other !== file)
      const deletedVersion = file.version + 1
      state.versions[name]?.unshift({
        ...file,
        version: deletedVersion,
        size: 0,
        deleted: true,
        content: '',
      })
      emit('files')
      return { name, deletedVersion }
    },
  }
}
