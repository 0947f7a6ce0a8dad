/** The transport in a browser: POST /api/<method> and the event stream at /events. */
import type { ControlEvent, Failure, MethodResult } from '../main/contract.ts'
import { readEvents } from './event-stream.ts'
import { onFreshLink, pageSecretHeader } from './page-secret.ts'
import { strings } from './strings.ts'
import { CallFailed, type Invoke, type Signal, type Transport } from './transport.ts'

/** How a stream ended, or why there was none. */
type End = 'ended' | 'refused' | 'replaced' | 'signed-out' | 'stopped'

/** When to connect again. The others wait until somebody looks, or opens a fresh link. */
const retryMs: Partial<Record<End, number>> = { ended: 100, refused: 1500, stopped: 1500 }

export function createHttpTransport(): Transport {
  const invoke: Invoke = async (method, params) => {
    const response = await post(method, params)
    if (!response.ok) throw new CallFailed(await failureOf(response))
    const result: MethodResult<typeof method> = await response.json()
    return result
  }
  return { invoke, subscribe }
}

/** Keeps a stream open; after a break it says why and, unless it was turned away, connects again. */
function subscribe(listener: (signal: Signal) => void): () => void {
  let current: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const connect = (): void => {
    disconnect()
    const mine = new AbortController()
    current = mine
    void follow(mine.signal)
  }
  const disconnect = (): void => {
    clearTimeout(timer)
    timer = undefined
    current?.abort()
    current = undefined
  }
  const follow = async (signal: AbortSignal): Promise<void> => {
    const end = await listen(listener, signal)
    if (signal.aborted) return
    current = undefined
    if (end === 'stopped' || end === 'signed-out') listener({ kind: end })
    if (retryMs[end]) timer = setTimeout(connect, retryMs[end])
  }
  const lookedAt = (): void => {
    const resting = current === undefined && timer === undefined
    if (document.visibilityState === 'visible' && resting) connect()
  }

  connect()
  document.addEventListener('visibilitychange', lookedAt)
  const forgetLinks = onFreshLink(connect)
  return () => {
    disconnect()
    document.removeEventListener('visibilitychange', lookedAt)
    forgetLinks()
  }
}

/** Passes on one stream until it ends. */
async function listen(listener: (signal: Signal) => void, signal: AbortSignal): Promise<End> {
  let response: Response
  try {
    response = await fetch('/events', { headers: pageSecretHeader(), cache: 'no-store', signal })
  } catch {
    return 'stopped'
  }
  if (response.status === 401) return 'signed-out'
  if (!response.ok || !response.body) return 'refused'
  try {
    for await (const { name, data } of readEvents(response.body)) {
      if (signal.aborted) return 'ended'
      // Too many panels are open: this one rests until somebody looks at it again.
      if (name === 'replaced') return 'replaced'
      if (name === 'resync') listener({ kind: 'resync' })
      if (name === 'change') {
        const { topic }: ControlEvent = JSON.parse(data)
        listener({ kind: 'change', topic })
      }
    }
  } catch {
    // It broke in the middle; connecting again tells why.
  }
  return 'ended'
}

async function post(method: string, params: unknown): Promise<Response> {
  try {
    return await fetch(`/api/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...pageSecretHeader() },
      body: JSON.stringify(params),
    })
  } catch {
    throw new CallFailed(strings.unreachable)
  }
}

async function failureOf(response: Response): Promise<Failure> {
  try {
    const failure: Failure = await response.json()
    return failure
  } catch {
    return strings.unreachable
  }
}
