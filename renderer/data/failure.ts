/** What to tell the owner about anything that was thrown. */
import type { Failure } from '../../main/contract.ts'
import { strings } from '../strings.ts'
import { CallFailed } from '../transport.ts'

/** The bridge's own words where it has said something, else that the panel met the unexpected. */
export const failureFrom = (thrown: unknown): Failure =>
  thrown instanceof CallFailed ? thrown.failure : strings.unexpected(String(thrown))
