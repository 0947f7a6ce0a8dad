/**
 * The tenant log, where what Auth0 showed on its own page can be read afterwards. Entries are matched
 * to an attempt by client id and time; they can lag behind by some seconds.
 */
import { z } from 'zod'
import { explainLogEntry } from './log-entry.ts'
import { logEvents } from './log-events.ts'
import type { AboutSetUp } from '../../explain/fault.ts'
import type { Problem } from '../../explain/problem.ts'
import { read, type ManagementApi } from './api.ts'

export interface ExplainedEntry {
  at: string
  type: string
  description: string
  meaning: string
  problem: Problem | null
}

export interface LogQuery {
  clientId: string
  about: AboutSetUp
  /** Only what fits an attempt that began then. */
  attemptAt?: string | undefined
}

const entrySchema = z.object({
  type: z.string(),
  date: z.string(),
  description: z.string().nullish(),
  details: z.object({ error: z.object({ message: z.string().nullish() }).nullish() }).nullish(),
})

/** Clocks differ a little; a sign-in may take as long as its page stays valid. */
const beforeMs = 30_000
const afterMs = 15 * 60_000

/** Newest first. Needs the permission read:logs. */
export async function readTenantLog(
  api: ManagementApi,
  { clientId, about, attemptAt }: LogQuery,
): Promise<ExplainedEntry[]> {
  const types = Object.keys(logEvents).join(' OR ')
  const answer = await api({
    method: 'GET',
    path: 'logs',
    query: {
      q: `client_id:"${clientId.replaceAll(/["\\]/g, '')}" AND type:(${types})`,
      sort: 'date:-1',
      per_page: '50',
    },
    about: 'the log',
  })
  const entries = read(z.array(entrySchema), answer, 'the log')
  const began = attemptAt === undefined ? null : Date.parse(attemptAt)
  return entries
    .filter(({ date }) => {
      const at = Date.parse(date)
      return began === null || (at >= began - beforeMs && at <= began + afterMs)
    })
    .map(({ type, date, description, details }) => {
      // The longer text names the address or the audience that the short one leaves out.
      const text = details?.error?.message ?? description ?? ''
      return {
        at: date,
        type,
        description: text,
        ...explainLogEntry({ type, description: text }, about),
      }
    })
}
