/**
 * Files on their way to the bridge. Each follows the version the owner knew of (`ifVersion`), so that
 * nobody's change is written over unseen; where one has come in between, the owner decides.
 */
import { useState } from 'react'
import type { Failure } from '../../../../main/contract.ts'
import { failureFrom } from '../../../data/failure.ts'
import { useInvoke } from '../../../data/hooks.ts'
import { conversationStrings } from '../../../strings/conversation.ts'
import { base64Of } from './base64.ts'
import type { SharedFile } from './preview.ts'

export interface Sharing {
  id: string
  file: File
  name: string
  /** The version it is to follow; 0: there is none of this name. */
  after: number
  /** Who wrote that version. */
  by: string
  /** `asks`: the name is taken, shall it follow? `changed`: somebody was faster. */
  state: 'asks' | 'sending' | 'changed' | 'failed'
  failure?: Failure
}

interface Options {
  files: readonly SharedFile[]
  /** Bytes a file may have. */
  limit: number | undefined
  onShared: (file: SharedFile) => void
}

export function useSharing({ files, limit, onShared }: Options) {
  const [sharings, setSharings] = useState<readonly Sharing[]>([])
  const invoke = useInvoke()

  const set = (id: string, change: Partial<Sharing>): void =>
    setSharings((all) => all.map((one) => (one.id === id ? { ...one, ...change } : one)))
  const drop = (id: string): void => setSharings((all) => all.filter((one) => one.id !== id))

  const send = async ({ id, file, name }: Sharing, after: number): Promise<void> => {
    set(id, { state: 'sending', after })
    try {
      // Not even read: it may be larger than what memory holds.
      if (limit !== undefined && file.size > limit) {
        set(id, {
          state: 'failed',
          failure: conversationStrings.sharing.tooLarge(file.size, limit),
        })
        return
      }
      const content = await base64Of(file)
      const shared = await invoke('files.write', {
        name,
        content,
        encoding: 'base64',
        ifVersion: after,
      })
      drop(id)
      onShared(shared)
    } catch (thrown) {
      const failure = failureFrom(thrown)
      set(id, { state: failure.code === 'file-changed' ? 'changed' : 'failed', failure })
    }
  }

  /** `as`: a new version of this very file, whatever the chosen one is called. */
  const share = (chosen: readonly File[], as?: SharedFile): void => {
    const begun = chosen.map((file): Sharing => {
      const name = as?.name ?? file.name.normalize('NFC')
      const known = files.find((one) => one.name === name)
      const { version, writtenBy: by } = as ?? known ?? { version: 0, writtenBy: '' }
      const state = known && !as ? 'asks' : 'sending'
      return { id: crypto.randomUUID(), file, name, after: version, by, state }
    })
    setSharings((all) => [...all, ...begun])
    for (const one of begun) if (one.state === 'sending') void send(one, one.after)
  }

  return { sharings, share, send: (one: Sharing, after: number) => void send(one, after), drop }
}
