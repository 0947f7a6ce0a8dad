/** What each client has received. */
import { numberOf } from '../format.ts'

export const ledgerStrings = {
  ofFile: 'Who has seen it',
  ofMessage: 'Received by',
  ofClient: 'What it has received',
  noneOfFile: 'No client has received it, as far as the ledger goes back.',
  noneOfClient: 'Nothing yet, as far as the ledger goes back.',
  /** `says`: the company its name claims. */
  unproven: (says: string | null) => (says === null ? 'company not known' : `says it is ${says}`),
  extents: { whole: 'all of it', part: 'a part', name: 'that it is there' },
  perhaps: 'perhaps: the connection broke',
  version: (version: number) => `version ${numberOf(version)}`,
  deleted: 'deleted',
  message: (id: string) => `message ${id}`,
  removed: 'removed for good',
  through: { http: '', link: ', local link', event: ', event' },
  newest: (shown: number) => `The newest ${numberOf(shown)}; the table has all.`,
  more: 'Show more',
  csv: 'Save as CSV',
  file: 'what-was-seen.csv',
  kept: 'What it has received until now stays in the ledger.',
}
