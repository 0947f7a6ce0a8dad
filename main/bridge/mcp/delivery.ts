/** Whether the answer to a call was written whole: what a tool hands out counts as received only then. */
import type { ServerResponse } from 'node:http'
import type { Delivery } from '../conversation/inbox/inbox-types.ts'

export interface OpenDelivery extends Delivery {
  end(whole: boolean): void
}

export function createDelivery(): OpenDelivery {
  const listeners: ((whole: boolean) => void)[] = []
  let ended: boolean | undefined
  function end(whole: boolean): void {
    if (ended !== undefined) return
    ended = whole
    for (const listener of listeners) listener(whole)
  }
  return {
    onEnd(listener) {
      if (ended === undefined) listeners.push(listener)
      else listener(ended)
    },
    fail: () => end(false),
    end,
  }
}

/** One answer for everybody who sent the same request. */
export interface SharedDelivery extends Delivery {
  /** One more waits for it: the answer is delivered when any of them has it whole. */
  add(res: ServerResponse): void
  /** Aborted once nobody waits any more; made only for who asks for it. */
  gone(): AbortSignal
}

export function createSharedDelivery(): SharedDelivery {
  const delivery = createDelivery()
  let gone: AbortController | undefined
  let waiting = 0
  let left = false
  return {
    onEnd: delivery.onEnd,
    fail: delivery.fail,
    gone() {
      gone ??= new AbortController()
      if (left) gone.abort()
      return gone.signal
    },
    add(res) {
      waiting += 1
      res.on('close', () => {
        waiting -= 1
        if (res.writableFinished) return delivery.end(true)
        if (waiting > 0) return
        left = true
        gone?.abort()
        delivery.end(false)
      })
    },
  }
}

/** The answers on a local link, by the id of their requests. */
export interface LinkDeliveries {
  of(id: string | number): Delivery
  written(id: string | number): void
  /** There will be no answer. */
  cancelled(id: string | number): void
  /** The link is gone: what has not been written never will be. */
  close(): void
}

export function createLinkDeliveries(): LinkDeliveries {
  const open = new Map<string | number, OpenDelivery>()
  function end(id: string | number, whole: boolean): void {
    open.get(id)?.end(whole)
    open.delete(id)
  }
  return {
    of(id) {
      const known = open.get(id)
      if (known) return known
      const delivery = createDelivery()
      open.set(id, delivery)
      return delivery
    },
    written: (id) => end(id, true),
    cancelled: (id) => end(id, false),
    close() {
      for (const delivery of open.values()) delivery.end(false)
      open.clear()
    },
  }
}
