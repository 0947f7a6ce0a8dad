/**
 * The messages of one thread, newest first asked for, older ones by `loadEarlier`; kept up to date
 * while it is shown. Answers that come back after another thread was opened are dropped, because the
 * component is made anew for each thread.
 */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Failure } from '../../../../main/contract.ts'
import { failureFrom } from '../../../data/failure.ts'
import { useInvoke, useTopic } from '../../../data/hooks.ts'
import { unsettled, withEarlier, withNewest, type Stretch } from './thread-pages.ts'

/** Messages asked for at a time; a page may be shorter when its texts are long. */
const PAGE = 60
const MOST = 500

export interface ThreadData {
  /** Undefined until the first page is there. */
  stretch: Stretch | undefined
  failure: Failure | undefined
  loadingEarlier: boolean
  loadEarlier: () => void
  reload: () => void
}

/** `wanted`: a message that has to be in the stretch; pages are fetched until it is. */
export function useThread(id: string, wanted: string | undefined): ThreadData {
  const invoke = useInvoke()
  const [stretch, setStretch] = useState<Stretch>()
  const [failure, setFailure] = useState<Failure>()
  const [loadingEarlier, setLoadingEarlier] = useState(false)
  const current = useRef<Stretch>(undefined)
  const asking = useRef({ newest: false, again: false, earlier: false })

  const keep = useCallback((now: Stretch) => {
    current.current = now
    setStretch(now)
    setFailure(undefined)
  }, [])

  /** Never two at a time; a change that arrives meanwhile makes it ask once more. */
  const loadNewest = useCallback(async () => {
    if (asking.current.newest) {
      asking.current.again = true
      return
    }
    asking.current.newest = true
    try {
      do {
        asking.current.again = false
        const limit = unsettled(current.current?.messages ?? [], PAGE, MOST)
        const page = await invoke('conversation.thread', { id, limit })
        keep(withNewest(current.current ?? { messages: [], complete: false }, page))
      } while (asking.current.again)
    } catch (thrown) {
      setFailure(failureFrom(thrown))
    } finally {
      asking.current.newest = false
    }
  }, [invoke, id, keep])

  const loadEarlier = useCallback(async () => {
    const before = current.current?.messages[0]?.seq
    if (before === undefined || current.current?.complete || asking.current.earlier) return
    asking.current.earlier = true
    setLoadingEarlier(true)
    try {
      const limit = wanted === undefined ? PAGE : MOST
      const page = await invoke('conversation.thread', { id, before, limit })
      // The newest page may have come meanwhile, and begun a new stretch.
      if (current.current?.messages[0]?.seq === before) keep(withEarlier(current.current, page))
    } catch (thrown) {
      setFailure(failureFrom(thrown))
    } finally {
      asking.current.earlier = false
      setLoadingEarlier(false)
    }
  }, [invoke, id, wanted, keep])

  useEffect(() => void loadNewest(), [loadNewest])
  useTopic('messages', () => void loadNewest())

  const missing = stretch && wanted !== undefined && !has(stretch, wanted) && !stretch.complete
  const first = stretch?.messages[0]?.seq
  useEffect(() => {
    // Again with every page that comes, until it is there.
    if (missing && !failure && first !== undefined) void loadEarlier()
  }, [missing, failure, first, loadEarlier])

  return {
    stretch,
    failure,
    loadingEarlier,
    loadEarlier: () => void loadEarlier(),
    reload: () => void loadNewest(),
  }
}

const has = ({ messages }: Stretch, wanted: string): boolean =>
  messages.some(({ id }) => id === wanted)
