/** What the bridge itself finds wrong with an answer of the provider, mostly as openid-client puts it. */
import { quoted, reason } from '../quoted.ts'
import type { Row } from '../row.ts'
import type { AboutSetUp } from '../fault.ts'

const domainOf = (about: AboutSetUp): string => quoted(about.domain, 'its address')

/** Node's codes for a connection that was not made, in plain words. */
const unreachable: readonly [RegExp, string][] = [
  [/^(?:ENOTFOUND|EAI_AGAIN)$/, 'there is no such name'],
  [/^(?:ECONNREFUSED|ECONNRESET|UND_ERR_SOCKET|EPIPE)$/, 'nothing answers there'],
  [/^(?:OAUTH_TIMEOUT|ETIMEDOUT|UND_ERR_\w*TIMEOUT)$/, 'no answer came in time'],
  [/^(?:ENETUNREACH|EHOSTUNREACH|ENETDOWN|EHOSTDOWN)$/, 'this computer has no way there'],
  [/SSL|TLS|EPROTO/, 'no encrypted connection comes about'],
]

/** Node's codes for a certificate that was refused: whose side it is on differs. */
const refusedCertificate: readonly [RegExp, Row['code']][] = [
  [/^(?:CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)$/, 'upstream-certificate-expired'],
  [/^(?:ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/, 'upstream-certificate-wrong-name'],
  [/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/, 'upstream-certificate-untrusted'],
]

export const providerAnswerRows: readonly Row[] = [
  ...refusedCertificate.map(([thrown, code]): Row => ({
    code,
    where: ['discovery', 'token', 'management'],
    thrown,
    details: ({ about }) => ({ domain: domainOf(about) }),
  })),
  ...unreachable.map(([thrown, words]): Row => ({
    code: 'upstream-unreachable',
    where: ['discovery', 'token', 'management'],
    thrown,
    details: ({ about }) => ({ domain: domainOf(about), reason: words }),
  })),
  {
    code: 'upstream-rate-limited',
    where: ['discovery', 'token', 'management'],
    status: (status) => status === 429,
    details: () => ({ wait: '' }),
  },
  {
    code: 'upstream-server-error',
    where: ['discovery', 'token', 'management'],
    status: (status) => status >= 500,
    details: ({ fault }) => ({ reason: `it answers with status ${fault.status}` }),
  },
  {
    code: 'upstream-wrong-issuer',
    where: ['discovery'],
    thrown: /^OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED$/,
    details: ({ fault, about }) => ({
      domain: domainOf(about),
      issuer: quoted(fault.found, 'by another name'),
    }),
  },
  {
    code: 'upstream-not-secure',
    where: ['discovery', 'token'],
    thrown: /^OAUTH_(?:HTTP_REQUEST_FORBIDDEN|REQUEST_PROTOCOL_FORBIDDEN)$/,
    details: ({ about }) => ({ domain: domainOf(about) }),
  },
  {
    code: 'upstream-unsuitable',
    where: ['discovery', 'token'],
    thrown: /^OAUTH_(?:MISSING|INVALID)_SERVER_METADATA$/,
    details: reason,
  },
  {
    code: 'upstream-not-openid',
    where: ['discovery'],
    thrown: /^OAUTH_(?:RESPONSE_IS_NOT_CONFORM|RESPONSE_IS_NOT_JSON|PARSE_ERROR|INVALID_RESPONSE)$/,
    details: ({ fault, about }) => ({
      domain: domainOf(about),
      reason:
        fault.status === undefined || fault.status === 200
          ? 'its discovery document cannot be read'
          : `its discovery document answers with status ${fault.status}`,
    }),
  },
  {
    code: 'upstream-token-encrypted',
    where: ['token'],
    text: /JWE decryption|compact-nested-jwe|encrypted/i,
    page: 'application',
  },
  {
    code: 'upstream-token-algorithm',
    where: ['token'],
    text: /"alg" header|unsupported JWS "?alg|JWS algorithm/i,
    page: 'application',
    details: ({ fault }) => ({ algorithm: quoted(fault.found, 'another algorithm') }),
  },
  {
    code: 'upstream-token-signature',
    where: ['token'],
    text: /signature verification failed|JWT verification key/i,
  },
  {
    code: 'upstream-token-missing',
    where: ['token'],
    text: /"id_token"|Invalid JWT|ID Token.{0,30}(?:missing|expected)/i,
    page: 'application',
  },
  {
    code: 'upstream-domain-mismatch',
    where: ['token', 'redirect'],
    text: /"iss" \(issuer\)/i,
  },
  {
    code: 'upstream-token-foreign',
    where: ['token'],
    text: /JWT "(\w+)" \([^()"]{0,80}\) claim missing/,
    page: 'application',
    details: ({ match }) => ({ claim: match[1] ?? 'content' }),
  },
  {
    code: 'upstream-token-foreign',
    where: ['token', 'redirect'],
    thrown: /^OAUTH_JWT_CLAIM_COMPARISON_FAILED$/,
    page: 'application',
    details: ({ fault }) => ({ claim: quoted(fault.found, 'content') }),
  },
  {
    code: 'upstream-clock',
    where: ['token'],
    thrown: /^OAUTH_JWT_TIMESTAMP_CHECK_FAILED$/,
  },
]
