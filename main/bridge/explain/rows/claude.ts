/** What Claude's pages say; each message carries a reference of the form `ofid_…` for its support. */
import { atServer } from '../quoted.ts'
import type { Row } from '../row.ts'

export const claudeRows: readonly Row[] = [
  {
    code: 'claude-registration',
    text: /(?:could(?: not|n't) register with (?<server>.{1,80}?)(?:'s sign-in service)|mcp_registration_failed)/i,
    cloud: true,
    details: atServer,
  },
  {
    code: 'claude-token-exchange',
    text: /authorization with the mcp server failed|mcp_token_exchange_failed/i,
    cloud: true,
    details: atServer,
  },
  {
    code: 'claude-unreachable',
    text: /could(?: not|n't) reach the mcp server(?:.{0,40}?(?<server>https?:\/\/[^\s"',}]+))?|make sure your server handles auth correctly/i,
    cloud: true,
    details: atServer,
  },
]
