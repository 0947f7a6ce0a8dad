/** The rows for as long as the view is there, followed live. */
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Failure } from '../../../../main/contract.ts'
import { useInvoke, useTopic } from '../../../data/hooks.ts'
import { createFollower } from './follow.ts'
import { createTrafficRows, type TrafficRows } from './traffic-rows.ts'

export interface Traffic {
  rows: TrafficRows
  /** The first answer is there. */
  loaded: boolean
  failure: Failure | undefined
  reload: () => void
  clear: () => Promise<void>
}

export function useTraffic(): Traffic {
  const invoke = useInvoke()
  const [loaded, setLoaded] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const [{ rows, follower }] = useState(() => {
    const rows = createTrafficRows({ soon: (run) => void requestAnimationFrame(run) })
    const onOutcome = (now: Failure | undefined): void => {
      setFailure(now)
      if (!now) setLoaded(true)
    }
    return { rows, follower: createFollower({ rows, invoke, onOutcome }) }
  })
  const reload = (): void => void follower.catchUp()
  useEffect(reload, [follower])
  useTopic('traffic', reload)
  return { rows, loaded, failure, reload, clear: follower.clear }
}

/** One value of the rows, compared by identity: draws anew only when it is another. */
export const useOf = <V>(rows: TrafficRows, read: () => V): V =>
  useSyncExternalStore(rows.subscribe, read)

/** Draws anew when rows came: at most once per frame, or only as often as said. */
export function useVersion(rows: TrafficRows, everyMs = 0): number {
  const [slowly] = useState(() => (everyMs > 0 ? seldom(rows, everyMs) : rows))
  return useSyncExternalStore(slowly.subscribe, slowly.version)
}

/** The same news, but rarely: for what looks at every row. */
function seldom(rows: TrafficRows, everyMs: number): Pick<TrafficRows, 'subscribe' | 'version'> {
  let version = rows.version()
  return {
    version: () => version,
    subscribe(listener) {
      let timer: ReturnType<typeof setTimeout> | undefined
      const publish = (): void => {
        timer = undefined
        version = rows.version()
        listener()
      }
      const off = rows.subscribe(() => {
        timer ??= setTimeout(publish, everyMs)
      })
      return () => {
        clearTimeout(timer)
        off()
      }
    },
  }
}
