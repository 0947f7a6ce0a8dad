/** `q` of the tenant log: client id, types and dates joined by AND, the part of Lucene it needs. */
import type { TenantLogEntry } from './tenant.ts'

type Test = (entry: TenantLogEntry) => boolean

/** Undefined where the query cannot be read. */
export function readLogQuery(q: string): Test | undefined {
  const tests: Test[] = []
  for (const term of q.split(/\s+AND\s+/).filter((part) => part !== '')) {
    const test = readTerm(term.trim())
    if (!test) return undefined
    tests.push(test)
  }
  return (entry) => tests.every((test) => test(entry))
}

function readTerm(term: string): Test | undefined {
  const [, field, value = ''] = /^(client_id|type|date|user_id):(.+)$/s.exec(term) ?? []
  if (field === undefined) return undefined
  if (field === 'date') {
    const [, from = '', to = ''] = /^\[(\S+) TO (\S+)\]$/.exec(value) ?? []
    if (from === '') return undefined
    return ({ date }) => (from === '*' || date >= from) && (to === '*' || date <= to)
  }
  const list = /^\((.+)\)$/.exec(value)?.[1]?.split(/\s+OR\s+/) ?? [value]
  const values = new Set(list.map((one) => one.replaceAll('"', '')))
  if (list.some((one) => !/^("[^"]+"|[\w|-]+)$/.test(one))) return undefined
  return (entry) => values.has(String(entry[field as 'client_id' | 'type' | 'user_id']))
}
