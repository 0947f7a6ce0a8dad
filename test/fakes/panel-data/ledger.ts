/** What clients of the pretended bridge have received. */
import type { MethodResult } from '../../../main/contract.ts'
import { minutesAgo, type Desk, type FakeHandlers } from './desk.ts'

type Entry = MethodResult<'ledger.seen'>[number]

export interface LedgerState {
  received: Entry[]
}

export const nothingReceived = (): LedgerState => ({ received: [] })

export const aReception = (over: Partial<Entry> = {}): Entry => ({
  number: 1,
  at: minutesAgo(6),
  client: 'https://chatgpt.com/oauth/client.json',
  grant: 'grant-1',
  participant: 'chatgpt',
  name: 'ChatGPT',
  company: 'OpenAI',
  says: null,
  via: 'http',
  call: 'read_file',
  extent: 'whole',
  perhaps: false,
  kind: 'file',
  id: 'plan.md',
  version: 1,
  from: 'claude',
  size: 1_204,
  title: '',
  ...over,
})

export const ledgerHandlers = ({ state }: Desk<LedgerState>): FakeHandlers => {
  const about = ({ file, message, by }: { file?: string; message?: string; by?: string }) =>
    state.received.filter(
      ({ id, client }) => (file ?? message ?? id) === id && (by === undefined || by === client),
    )
  return {
    'ledger.seen': ({ limit = 100, file, message, by }) =>
      about({ ...(file && { file }), ...(message && { message }), ...(by && { by }) }).slice(
        0,
        limit,
      ),
    'ledger.receivers': () => [],
    'ledger.export': () => ({ text: 'number\r\n', next: null }),
    'ledger.verify': () => ({ ok: true, entries: state.received.length }),
  }
}
