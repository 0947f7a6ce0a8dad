/** The draft of one thread, kept at every change. */
import { useState } from 'react'
import { emptyDraft, keepDraft, keptDraft, type Draft } from './drafts.ts'

export interface DraftInHand {
  draft: Draft
  /** The same as long as nothing changes: sending again after a broken connection cannot say it twice. */
  key: string
  change: (change: Partial<Draft>) => void
  /** It was sent. */
  clear: () => void
  /** Says the same in another place, as when another message is answered. */
  renew: () => void
}

export function useDraft(thread: string): DraftInHand {
  const [draft, setDraft] = useState(() => keptDraft(thread))
  const [key, setKey] = useState(() => crypto.randomUUID())
  const renew = (): void => setKey(crypto.randomUUID())
  const set = (now: Draft): void => {
    setDraft(now)
    keepDraft(thread, now)
    renew()
  }
  return {
    draft,
    key,
    change: (change) => set({ ...draft, ...change }),
    clear: () => set({ ...emptyDraft, to: draft.to }),
    renew,
  }
}
