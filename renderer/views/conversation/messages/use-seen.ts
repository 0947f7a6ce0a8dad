/**
 * Messages that were really in sight are marked as read, a few at a time: so that what senders are
 * told about the owner is true.
 */
import { useCallback, useEffect, useRef } from 'react'
import { useInvoke } from '../../../data/hooks.ts'

const GATHER_MS = 400
/** In one call; nobody sees more in so short a time. */
const MOST = 500

/** To be called with the id of each message that was seen. */
export function useSeen(): (id: string) => void {
  const invoke = useInvoke()
  const seen = useRef(new Set<string>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const send = useCallback(async () => {
    timer.current = undefined
    const ids = [...seen.current].slice(0, MOST)
    try {
      await invoke('conversation.markRead', { ids })
    } catch {
      // They stay unread, which is true: the bridge was not told. Seeing them again tells it.
    }
    for (const id of ids) seen.current.delete(id)
  }, [invoke])

  useEffect(
    () => () => {
      clearTimeout(timer.current)
      // Whoever leaves has still seen them.
      if (timer.current !== undefined) void send()
    },
    [send],
  )
  return (id) => {
    seen.current.add(id)
    timer.current ??= setTimeout(() => void send(), GATHER_MS)
  }
}
