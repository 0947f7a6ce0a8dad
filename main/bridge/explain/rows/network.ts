/** What tunnels, Cloudflare and browsers say; the words of cloudflared are those it writes to its log. */
import { group } from '../quoted.ts'
import type { Row } from '../row.ts'

/** Ends of a connection as Node and Chromium name them, in plain words. */
const endings: readonly [RegExp, string][] = [
  [/err_blocked_by_client/i, 'an extension of the browser blocked it'],
  [/err_name_not_resolved|enotfound|eai_again|dns_probe_\w+/i, 'there is no such name'],
  [/err_connection_refused|econnrefused/i, 'nothing answers there'],
  [/err_connection_(?:reset|closed)|econnreset|socket hang up/i, 'the connection broke'],
  [/err_(?:connection_)?timed_out|etimedout|und_err_\w{0,40}timeout/i, 'no answer came in time'],
  [
    /err_cert_date_invalid|cert(?:ificate)? has expired|cert_has_expired|cert_not_yet_valid/i,
    'its certificate has expired, or the date of this computer is wrong',
  ],
  [
    /err_cert_common_name_invalid|err_tls_cert_altname_invalid|altnames?: host/i,
    'its certificate is for another name',
  ],
  [
    /err_cert_\w+|err_ssl_\w+|self[- ]signed certificate|unable_to_verify\w*/i,
    'its certificate is not trusted',
  ],
  [/err_internet_disconnected|enetunreach/i, 'there is no connection to the internet'],
]

/** Why a request got no answer, in plain words; undefined for what is no such ending. */
export const endingOf = (words: string): string | undefined =>
  endings.find(([pattern]) => pattern.test(words))?.[1]

export const networkRows: readonly Row[] = [
  {
    code: 'tunnel-interstitial',
    text: /you are about to visit\b|serves? content from an? ngrok|err_ngrok_6024|ngrok-skip-browser-warning/i,
  },
  {
    code: 'cloudflare-challenge',
    text: /\bjust a moment\.\.\.|attention required! \| cloudflare|checking (?:if the site connection is secure|your browser before)|cf-mitigated/i,
  },
  {
    code: 'tunnel-no-connector',
    text: /error(?: code)?:? 1033\b|cloudflare tunnel error|argo tunnel error|\b530\b.{0,40}(?:cloudflare|1033)/i,
  },
  { code: 'tunnel-name-missing', text: /error(?: code)?:? 1016\b|origin dns error/i },
  {
    code: 'tunnel-creation-limited',
    text: /quicktunnel.{0,120}(?:429|1015)|failed to (?:unmarshal|parse|request) quick tunnel.{0,160}(?:429|1015)/i,
    instead: ['tunnel-creation-failed', 'upstream-rate-limited'],
  },
  {
    code: 'tunnel-creation-failed',
    text: /failed to (?:unmarshal|parse|request) quick tunnel|quick tunnel provisioning failed|error unmarshaling quicktunnel/i,
  },
  {
    code: 'tunnel-credentials-refused',
    text: /unauthorized: (?:tunnel not found|failed to get tunnel|invalid tunnel secret|record for tunnel not found)/i,
  },
  { code: 'tunnel-token-invalid', text: /provided tunnel token is not valid/i },
  { code: 'tunnel-udp-blocked', text: /failed to dial (?:a quic connection|to edge with quic)/i },
  {
    code: 'tunnel-edge-unreachable',
    text: /unable to establish connection with cloudflare edge|could not lookup srv records/i,
  },
  { code: 'tunnel-metrics-port-busy', text: /error opening metrics server listener/i },
  { code: 'tunnel-registration-refused', text: /initial tunnel connection failed/i },
  {
    code: 'tunnel-connection-lost',
    text: /lost connection with the edge|connection with edge closed/i,
  },
  { code: 'cloudflared-flag-unknown', text: /flag provided but not defined/i },
  { code: 'tunnel-origin-slow', text: /error(?: code)?:? 524\b|\b524: a timeout occurred/i },
  {
    code: 'tunnel-origin-down',
    text: /unable to reach the origin service|\b502:? bad gateway\b.{0,80}cloudflare|error(?: code)?:? 502\b/i,
  },
  {
    code: 'mixed-content',
    text: /mixed content:.{0,300}?insecure \w[\w ]{0,30} '?(?<url>http:\/\/[^\s'"]+)/i,
    details: ({ match }) => ({ url: group(match, 'url', 'an address') }),
  },
  {
    code: 'browser-blocked-answer',
    text: /access to (?:fetch|xmlhttprequest) at '?(?<url>[^\s'"]+)'? from origin '?(?<page>[^\s'"]+)'? has been blocked by cors|blocked by cors policy|cross-origin request blocked.{0,160}?resource at (?<at>\S+)/i,
    details: ({ match }) => ({
      page: group(match, 'page', 'another site'),
      url: group(match, 'url', group(match, 'at', 'this bridge')),
    }),
  },
  ...endings.map(([pattern, reason]): Row => ({
    code: 'request-unanswered',
    text: new RegExp(
      `(?:${pattern.source})(?:.{0,20}?(?<host>(?:[\\w-]+\\.)+[a-z]{2,}|(?:\\d+\\.){3}\\d+(?::\\d+)?))?`,
      'i',
    ),
    details: ({ match }) => ({ host: group(match, 'host', 'the server'), reason }),
  })),
  {
    code: 'request-unanswered',
    text: /\b(?:failed to fetch|fetch failed|networkerror when attempting to fetch)\b/i,
    general: true,
    details: () => ({ host: 'the server', reason: 'the request failed before an answer' }),
  },
]
