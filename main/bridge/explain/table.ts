/**
 * The explanation table, most exact first. The sentence, the side and the next step are those of the
 * catalogue entry a row's code names.
 */
import type { Row } from './row.ts'
import { chatgptRows } from './rows/chatgpt.ts'
import { claudeRows } from './rows/claude.ts'
import { clientRows } from './rows/clients.ts'
import { managementApiRows } from './rows/management-api.ts'
import { networkRows } from './rows/network.ts'
import { otherSoftwareRows } from './rows/other-software.ts'
import { providerAnswerRows } from './rows/provider-answers.ts'
import { providerSignInRows } from './rows/provider-sign-in.ts'
import { vagueRows } from './rows/vague.ts'

/** What clients, tunnels, browsers and other software say; met in pasted words only. */
export const pastedRows: readonly Row[] = [
  ...chatgptRows,
  ...claudeRows,
  ...clientRows,
  ...networkRows,
  ...otherSoftwareRows,
  ...vagueRows,
]

/** What identity providers answer, and what is wrong with it. */
export const providerRows: readonly Row[] = [
  ...providerSignInRows,
  ...providerAnswerRows,
  ...managementApiRows,
]
