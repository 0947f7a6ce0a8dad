/**
 * What a name says about its value: `hide` it, show the beginning of it (`shorten`), or leave it even
 * though it looks random (`open`: public identifiers). The same names in headers, queries, forms,
 * JSON and sentences, whatever their spelling (`access_token`, `accessToken`, `Access-Token`).
 */
export type NameVerdict = 'hide' | 'shorten' | 'open' | 'plain'

const hidden = new Set([
  'code',
  'usercode',
  'devicecode',
  'authcode',
  'authorizationcode',
  'authorization',
  'proxyauthorization',
  'auth',
  'xauth',
  'pass',
  'pwd',
  'pin',
  'otp',
  'sid',
  'ticket',
  'softwarestatement',
])

/** Also with anything in front: `registration_access_token`, `X-Api-Key`. */
const hiddenEndings = [
  'token',
  'apikey',
  'accesskey',
  'privatekey',
  'credential',
  'credentials',
  'verifier',
  'assertion',
  'jwt',
  'cookie',
  'cookies',
  'csrf',
  'xsrf',
  'session',
  'sessionid',
  'signature',
]

/** Wherever they stand in a name. */
const hiddenParts = ['secret', 'password', 'passwd', 'passphrase', 'bearer']

const shortened = new Set(['state', 'nonce', 'codechallenge', 'uid', 'jti', 'gid'])

const open = new Set(['clientid', 'kid', 'mcpname', 'progresstoken', 'cfray', 'useragent'])

/** No field of any protocol has a longer one; each value would cost reading it again. */
const longestName = 200

export function verdictOf(name: string): NameVerdict {
  if (name.length > longestName) return 'hide'
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  if (open.has(plain)) return 'open'
  if (shortened.has(plain)) return 'shorten'
  const hides =
    hidden.has(plain) ||
    hiddenEndings.some((ending) => plain.endsWith(ending)) ||
    hiddenParts.some((part) => plain.includes(part))
  return hides ? 'hide' : 'plain'
}
