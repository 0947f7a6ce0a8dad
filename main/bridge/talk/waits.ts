/** Whoever waits for a talk: woken by the write that changed it, never by polling. */
import { BridgeError } from '../base/errors.ts'

const longest = 45_000
/** Of one participant at the same time; each holds a connection and a timer. */
const most = 50

export interface Waits {
  /** Resolves when `ready` says so after a change of the talk, or in time. Rejects when aborted. */
  wait(request: {
    talk: string
    participant: string
    timeoutMs: number
    signal?: AbortSignal | undefined
    ready: () => boolean
  }): Promise<void>
  wake(talk: string): void
}

export function createWaits(): Waits {
  const waiting = new Map<string, Set<() => void>>()
  const counts = new Map<string, number>()

  function count(participant: string, by: 1 | -1): void {
    const left = (counts.get(participant) ?? 0) + by
    if (left === 0) counts.delete(participant)
    else counts.set(participant, left)
  }

  return {
    wait({ talk, participant, timeoutMs, signal, ready }) {
      if (signal?.aborted) return Promise.reject(reasonOf(signal))
      if (timeoutMs <= 0 || ready()) return Promise.resolve()
      if ((counts.get(participant) ?? 0) >= most) {
        return Promise.reject(new BridgeError('too-many-waits', { limit: most }))
      }
      return new Promise((resolve, reject) => {
        const mine = waiting.get(talk) ?? new Set()
        waiting.set(talk, mine)
        count(participant, 1)
        const end = () => {
          clearTimeout(timer)
          signal?.removeEventListener('abort', abort)
          count(participant, -1)
          mine.delete(look)
          if (mine.size === 0 && waiting.get(talk) === mine) waiting.delete(talk)
        }
        const look = () => {
          if (!ready()) return
          end()
          resolve()
        }
        const abort = () => {
          end()
          reject(reasonOf(signal))
        }
        const timer = setTimeout(
          () => {
            end()
            resolve()
          },
          Math.min(timeoutMs, longest),
        )
        signal?.addEventListener('abort', abort)
        mine.add(look)
      })
    },
    wake(talk) {
      for (const look of waiting.get(talk) ?? []) look()
    },
  }
}

function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason
  return reason instanceof Error ? reason : new DOMException('The wait was aborted', 'AbortError')
}
