/**
 * Traffic of /mcp over HTTP: one row per JSON-RPC message, or one for a request that never got so
 * far. Texts are handed on as they are at hand; nothing is made for the record alone.
 */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { performance } from 'node:perf_hooks'
import type { Origin } from '../../address/origin.ts'
import type { BridgeError } from '../../base/errors.ts'
import type { CallerMark, ObservedRequest, RequestWatch } from '../../traffic/observed-request.ts'
import type {
  TrafficEnd,
  TrafficOutcome,
  TrafficRecorder,
  TrafficSide,
  TrafficStart,
} from '../../traffic/types.ts'
import type { Caller } from '../caller.ts'
import {
  callIn,
  keptText,
  outcomeOf,
  verdictOn,
  type RpcCall,
  type Verdict,
} from '../rpc-messages.ts'
import type { JsonBody, Written } from './web-adapter.ts'

export interface CallRecordDeps {
  recorder: TrafficRecorder
  /** The sign-in that this token, used for the first time, belongs to. */
  firstCall: (token: string) => string | null
  /** Told how far clients come. */
  watch?: RequestWatch
}

/** One request, from its arrival to its end. */
export interface RecordedRequest {
  /** The credential was good; from here on it is known who calls. */
  admitted(caller: Caller, token: string): void
  /** The credential is no good any more, but whose it was is known. */
  disowned(clientId: string): void
  received(body: JsonBody): void
  answered(written: Written): void
  refused(error: BridgeError, bytes: number): void
  /** The connection has closed; a stream that was under way ends by itself. */
  closed(): void
  /** It broke off before its answer was complete. */
  broken(): void
}

export type RecordCalls = (
  origin: Origin,
  req: IncomingMessage,
  res: ServerResponse,
) => RecordedRequest

const path = '/mcp'
/** A stream that lasts until its client closes it. */
const endless = 'subscriptions/listen'

export function createCallRecord(deps: CallRecordDeps): RecordCalls {
  const { recorder, firstCall, watch } = deps
  /** Answers are alike whoever asks, so they share their headers across connections. */
  const answers = {}
  return (origin, req, res) => {
    const startedAt = performance.now()
    // Node takes it from a request that is given up while its body arrives.
    const { socket } = req
    const rows: { call: RpcCall; end: (end: TrafficEnd) => void }[] = []
    let flow: string | null = null
    let over = false
    let known: Caller | undefined
    let disowned: string | null = null

    // Put together by hand: spreading one object into another costs more than the rest of a record.
    const start = (
      kind: TrafficStart['kind'],
      method: string,
      target: string,
      bytesIn: number,
      request: TrafficSide,
    ): TrafficStart => ({
      kind,
      via: origin.kind,
      method,
      target,
      startedAt,
      client: known?.clientName ?? null,
      clientId: known?.clientId ?? null,
      participant: known?.participant ?? null,
      flow,
      bytesIn,
      request,
    })
    const asker = () => ({ headers: req.headers, socket })
    const headers = () => recorder.keepHeaders(socket, req.rawHeaders)

    /** Every row of the request; when none has begun, one for the request itself. */
    function end(
      status: number | null,
      bytes: number,
      verdict: (call?: RpcCall) => Verdict,
      written?: Pick<Written, 'text' | 'cut' | 'head'>,
    ): void {
      if (over) return
      over = true
      const head = written?.head ?? listOf(res)
      const { text: body, cut = false } = written ?? {}
      const response = { headers: recorder.keepHeaders(answers, head), body, cut }
      for (const row of rows) {
        const judged = verdict(row.call)
        const { outcome, code = null } = judged
        row.end({ outcome, code, status, bytesOut: bytes, response })
        if (watch && known) {
          const { clientId, clientName: client, vendor } = known
          const ok = judged.outcome === 'ok'
          const call = { clientId, client, vendor, origin: origin.url, method: row.call.method, ok }
          watch.called(call, asker())
        }
      }
      if (rows.length > 0) return
      recorder.note({
        ...start('http', req.method ?? '', path, 0, { url: req.url ?? path, headers: headers() }),
        ...verdict(),
        status,
        bytesOut: bytes,
        response,
      })
    }

    return {
      admitted(caller, token) {
        known = caller
        flow = firstCall(token)
      },
      disowned(clientId) {
        disowned = clientId
      },
      received({ value, text, bytes }) {
        const batch = Array.isArray(value)
        if (batch) flow ??= `batch-${randomUUID().slice(0, 8)}`
        for (const message of batch ? (value as unknown[]) : [value]) {
          const call = callIn(message)
          if (!call) continue
          const own = batch ? JSON.stringify(message) : text
          const bytesIn = batch ? Buffer.byteLength(own) : bytes
          const body = keptText(call, message, own)
          const request = { url: path, headers: headers(), body }
          const begun = start('mcp', call.method, call.target, bytesIn, request)
          rows.push({ call, end: recorder.begin(begun) })
        }
      },
      answered(written) {
        const { text, bytes } = written
        const status = res.statusCode
        const bad = status >= 400 ? outcomeOf(status) : undefined
        end(
          status,
          bytes,
          (call) =>
            res.destroyed && call?.method !== endless
              ? brokenOff
              : worse(bad, verdictOn(text, call?.id)),
          written,
        )
      },
      refused(error, bytes) {
        end(error.status, bytes, () => ({ outcome: outcomeOf(error.status), code: error.code }))
        if (!watch) return
        const { clientId = disowned, clientName: client = null } = known ?? {}
        const mark = { ...watch.mark(asker()), clientId, client }
        watch.observed(observedAt(origin, req, error, { ...mark, startedAt }))
      },
      closed() {
        if (!res.headersSent) this.broken()
      },
      broken() {
        end(res.headersSent ? res.statusCode : null, 0, () => brokenOff)
      },
    }
  }
}

/** A request that was turned away, in the doctor's words. */
function observedAt(
  origin: Origin,
  req: IncomingMessage,
  error: BridgeError,
  {
    startedAt,
    ...mark
  }: CallerMark & Pick<ObservedRequest, 'clientId' | 'client'> & { startedAt: number },
): ObservedRequest {
  const { code, message: sentence, next: action } = error
  return {
    ...mark,
    origin: origin.url,
    foreignHost: null,
    method: req.method ?? '',
    path,
    status: error.status,
    durationMs: performance.now() - startedAt,
    stream: /text\/event-stream/i.test(req.headers.accept ?? ''),
    flow: null,
    grantType: null,
    code: false,
    oauthError: null,
    failure: { code, sentence, action },
  }
}

/** The status of the answer says that it is bad, its text why. */
const worse = (bad: TrafficOutcome | undefined, said: Verdict): Verdict =>
  bad === undefined ? said : { outcome: bad, code: said.code ?? null }

const brokenOff: Verdict = { outcome: 'failed', code: null }

const listOf = (res: ServerResponse): string[] =>
  Object.entries(res.getHeaders()).flatMap(([name, value]) => [name, String(value)])
