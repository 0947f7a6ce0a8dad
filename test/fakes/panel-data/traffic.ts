/** What crosses the pretended bridge: a ring of rows that is followed by cursor. */
import type { MethodResult } from '../../../main/contract.ts'
import type { Desk, FakeHandlers } from './desk.ts'

export type TrafficRow = MethodResult<'traffic.list'>['rows'][number]

export interface TrafficState {
  traffic: TrafficRow[]
  /** Rows kept; older ones are gone. */
  trafficKept: number
}

export const noTraffic = (): TrafficState => ({ traffic: [], trafficKept: 20_000 })

export const aRow = (over: Partial<TrafficRow> & Pick<TrafficRow, 'seq'>): TrafficRow => ({
  at: new Date().toISOString(),
  kind: 'mcp',
  client: 'ChatGPT',
  clientId: 'https://chatgpt.com/oauth/client.json',
  participant: 'chatgpt',
  via: 'public',
  method: 'tools/call',
  target: 'check_inbox',
  status: 200,
  outcome: 'ok',
  durationMs: 4,
  bytesIn: 214,
  bytesOut: 1260,
  flow: null,
  code: null,
  message: null,
  ...over,
})

export function trafficHandlers({ state, emit }: Desk<TrafficState>): FakeHandlers {
  return {
    'traffic.list': ({ after, limit = 1000 }) => {
      const kept = state.traffic.slice(-state.trafficKept)
      const oldest = kept[0]?.seq ?? 0
      const rows =
        after === undefined
          ? kept.slice(-limit)
          : kept.filter(({ seq }) => seq > after).slice(0, limit)
      return {
        rows,
        cursor: rows.at(-1)?.seq ?? after ?? 0,
        first: Math.max(0, oldest - 1),
        missed: after !== undefined && oldest > after + 1,
        kept: kept.length,
      }
    },
    'traffic.get': ({ seq }) => {
      const row = state.traffic.find((one) => one.seq === seq)
      if (!row) return null
      const json = (value: unknown) => {
        const text = JSON.stringify(value)
        return { text, bytes: text.length, cut: false }
      }
      return {
        ...row,
        request: {
          url: 'https://quiet-river-bank.trycloudflare.com/mcp',
          headers: [
            ['content-type', 'application/json'],
            ['authorization', 'Bearer ••••••'],
          ],
          body: json({ jsonrpc: '2.0', id: seq, method: row.method, params: { name: row.target } }),
        },
        response: {
          headers: [['content-type', 'application/json']],
          body: json({ jsonrpc: '2.0', id: seq, result: { content: [] } }),
        },
      }
    },
    'traffic.clear': () => {
      const cleared = state.traffic.length
      state.traffic = []
      emit('traffic')
      return { cleared }
    },
  }
}
