/** Sign-ins at the provider as rows of the database. */
import type { SQLOutputValue } from 'node:sqlite'
import type { Problem } from '../explain/problem.ts'
import type { Person } from './types.ts'

export interface Login {
  id: string
  purpose: 'sign-in' | 'test'
  /** The interaction it belongs to; for a test the hash of the cookie of its browser. */
  browser: string
  /** Where the browser's cookie is. */
  origin: string
  callback: string
  /** The provider and the client it was begun with. */
  issuer: string
  clientId: string
  /** A test that binds the owner. */
  binds: boolean
  outcome: 'waiting' | 'done' | 'failed'
  problem: Problem | null
  person: Person | null
  startedAt: number
  expiresAt: number
}

type Row = Record<string, SQLOutputValue>

export function loginFrom(row: Row): Login {
  const problem = json(row['problem']) as Problem | null
  const person = json(row['person']) as Person | null
  return {
    id: String(row['id']),
    purpose: row['purpose'] === 'test' ? 'test' : 'sign-in',
    browser: String(row['browser']),
    origin: String(row['origin']),
    callback: String(row['callback']),
    issuer: String(row['issuer']),
    clientId: String(row['client_id']),
    binds: row['binds'] === 1,
    outcome: outcome(row['outcome']),
    problem,
    person,
    startedAt: Number(row['started_at']),
    expiresAt: Number(row['expires_at']),
  }
}

const json = (value: SQLOutputValue | undefined): unknown =>
  typeof value === 'string' ? JSON.parse(value) : null

const outcome = (value: SQLOutputValue | undefined): Login['outcome'] =>
  value === 'done' || value === 'failed' ? value : 'waiting'
