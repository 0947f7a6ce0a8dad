/** The threads there are, newest first, each with what in it waits for the owner. */
import { useMemo } from 'react'
import type { MethodResult } from '../../../../main/contract.ts'
import { useLoaded } from '../../../data/hooks.ts'

export type Thread = MethodResult<'conversation.threads'>[number]

/** As many as one answer may have. */
const MOST = 500
const MOST_UNREAD = 200

export function useThreads() {
  const threads = useLoaded('conversation.threads', { limit: MOST })
  const { value: inbox } = useLoaded('conversation.inbox', { limit: MOST_UNREAD })
  const unread = useMemo(() => {
    const counts = new Map<string, number>()
    for (const { thread } of inbox?.messages ?? [])
      counts.set(thread, (counts.get(thread) ?? 0) + 1)
    return counts
  }, [inbox])
  return { threads, unread }
}
