/** What ChatGPT's pages and its own API say; the causes are reported by users, see docs/mcp-clients.md. */
import { atServer, group } from '../quoted.ts'
import type { Row } from '../row.ts'

export const chatgptRows: readonly Row[] = [
  {
    code: 'registration-answer-invalid',
    text: /client_secret\b.{0,120}?(?:should be a valid string|none is not an allowed value)/i,
    instead: ['chatgpt-connector-refused'],
    details: () => ({ problem: 'its client_secret is null, where it has to be left out' }),
  },
  {
    code: 'registration-answer-invalid',
    text: /(?:empty|no|missing) client_id in (?:the )?registration|"client_id"\s*:\s*(?:""|null)/i,
    details: () => ({ problem: 'it has no client_id' }),
  },
  {
    code: 'chatgpt-oauth-client',
    text: /failed to resolve oauth client(?:.{0,40}?(?<server>https?:\/\/[^\s"',}]+))?|"?oauth_client_params"?\s*:\s*null/i,
    cloud: true,
    details: atServer,
  },
  {
    code: 'chatgpt-no-oauth',
    text: /(?:mcp server\s+(?<server>\S+)\s+)?does(?: not|n't) implement oauth(?! 2\.0 protected)/i,
    cloud: true,
    details: atServer,
  },
  {
    code: 'chatgpt-oauth-config',
    text: /error fetching oauth config(?:uration)?(?:.{0,40}?(?<server>https?:\/\/[^\s"',}]+))?/i,
    cloud: true,
    details: atServer,
  },
  {
    code: 'chatgpt-search-missing',
    text: /\b(?:search|fetch)\W{0,2} (?:action|tool)s?\b.{0,20}not found|(?:missing|no) (?:the )?(?:required )?"?(?:search|fetch)"? (?:action|tool)/i,
  },
  {
    code: 'chatgpt-connector-refused',
    text: /error creating (?:connector|plugin|app)\W{0,4}(?<reason>[^"}]{3,200})/i,
    general: true,
    details: ({ match }) => ({ reason: group(match, 'reason', 'it gives no reason') }),
  },
]
