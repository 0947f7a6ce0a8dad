/** The transport in a browser: POST /api/<method> and the event stream at /events. */
import type { ControlEvent, Failure, MethodResult } from '../main/contract.ts'
import { strings } from './strings.ts'
import { CallFailed, type Invoke, type Signal, type Transport } from './transport.ts'

const RETRY_MS = 1500

export function createHttpTransport(): Transport {
  const invoke: Invoke = async (method, params) => {
    const response = await post(method, params)
    if (!response.ok) throw new CallFailed(await failureOf(response))
    const result: MethodResult<typeof method> = await response.json()
    return result
  }
  return { invoke, subscribe }
}

/** Keeps a stream open; after a break it finds out why, says so, and connects again. */
function subscribe(listener: (signal: Signal) => void): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let ended = false

  const connect = (): void => {
    clearTimeout(timer)
    source?.close()
    const opened = new EventSource('/events')
    source = opened
    opened.addEventListener('resync', () => listener({ kind: 'resync' }))
    opened.addEventListener('change', (message: MessageEvent<string>) => {
      const { topic }: ControlEvent = JSON.parse(message.data)
      listener({ kind: 'change', topic })
    })
    // Too many panels are open: this one rests until somebody looks at it again.
    opened.addEventListener('replaced', () => opened.close())
    opened.addEventListener('error', () => {
      opened.close()
      void explain()
    })
  }
  const explain = async (): Promise<void> => {
    const reason = await reasonOfBreak()
    if (ended) return
    if (reason) listener({ kind: reason })
    timer = setTimeout(connect, RETRY_MS)
  }
  const lookedAt = (): void => {
    const resting = source?.readyState === EventSource.CLOSED
    if (document.visibilityState === 'visible' && resting) connect()
  }

  connect()
  document.addEventListener('visibilitychange', lookedAt)
  return () => {
    ended = true
    clearTimeout(timer)
    source?.close()
    document.removeEventListener('visibilitychange', lookedAt)
  }
}

/** An event stream does not tell why it ended; a call does. */
async function reasonOfBreak(): Promise<'stopped' | 'signed-out' | undefined> {
  try {
    const { status } = await post('status.get', {})
    return status === 401 ? 'signed-out' : undefined
  } catch {
    return 'stopped'
  }
}

async function post(method: string, params: unknown): Promise<Response> {
  try {
    return await fetch(`/api/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
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
