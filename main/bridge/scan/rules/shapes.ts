/** Secrets of no one company: key blocks, JSON web tokens, passwords in addresses, headers. */
import { isPlaceholder, looksMade } from '../placeholder.ts'
import { rulesOf } from '../rule.ts'

/** What examples write where a password belongs. */
const spoken =
  /^(?:user(?:name)?|pass(?:word|wd|phrase)?|pwd|pw|secret|token|key|abc|foo|bar|test|login|none|null|[a-z])?$/i

const realPassword = (found: string): boolean => {
  const password = found.slice(found.indexOf(':') + 1)
  return password.length > 2 && !spoken.test(password) && !isPlaceholder(password)
}

const realBasic = (found: string): boolean => {
  const decoded = Buffer.from(found.trim(), 'base64').toString('latin1')
  return /^[\x20-\x7E]{1,200}:[\x20-\x7E]{3,200}$/.test(decoded) && realPassword(decoded)
}

export const shapes = rulesOf([
  [
    'private-key',
    'private key',
    '-----BEGIN ',
    // The head alone stands in every manual; with a line of the key behind it, it is one.
    /(?:[A-Z\d]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:[\s"'+,]|\\[rn]){0,16}(?:[A-Z][\w-]{2,20}: [^\r\n]{0,80}(?:\s|\\[rn]){0,4}){0,4}[A-Za-z0-9+/=]{24,80}/y,
    { before: 'any', check: (found) => !isPlaceholder(found) },
  ],
  ['age-key', 'age key', 'AGE-SECRET-KEY-1', /[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}(?!\w)/y],
  [
    'putty-key',
    'PuTTY private key',
    'PuTTY-User-Key-File-',
    /[23]: [\w-]{4,40}/y,
    { check: () => true },
  ],
  ['putty-key', 'PuTTY private key', 'Private-Lines: ', /\d{1,3}\s{1,2}[A-Za-z0-9+/]{40,64}/y],
  ['json-key', 'private key as JSON', ['"d":"', '"d": "'], /[\w-]{42,700}(?=")/y, { leads: true }],
  [
    'private-key',
    'private key',
    // The beginning of a key block in base64, as Kubernetes keeps it.
    [
      'LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBL',
      'LS0tLS1CRUdJTiBQUklWQVRFIEtFWS',
      'LS0tLS1CRUdJTiBFQyBQUklWQVRFIEtF',
      'LS0tLS1CRUdJTiBPUEVOU1NIIFBSSVZB',
    ],
    /[A-Za-z0-9+/=]{60,8000}/y,
  ],
  [
    'json-web-token',
    'JSON web token',
    'eyJ',
    /[\w-]{10,4000}\.(?:eyJ)?[\w-]{10,8000}\.[\w-]{16,1400}(?![\w-])/y,
    { check: (found) => !isPlaceholder(found) },
  ],
  [
    'encrypted-token',
    'JSON web token',
    'eyJ',
    /[\w-]{10,2000}\.[\w-]{0,700}\.[\w-]{8,24}\.[\w-]{10,8000}\.[\w-]{16,64}(?![\w-])/y,
    { check: (found) => !isPlaceholder(found) },
  ],
  [
    'address-password',
    'password in an address',
    '://',
    // Up to the last @: passwords hold one, though they should not.
    /[^\s/:@"'`<>]{0,128}:[^\s/"'`<>]{1,256}(?=@[\w.[-])/y,
    { before: 'any', leads: true, check: realPassword },
  ],
  [
    'bearer',
    'authorization header',
    ['Bearer ', 'bearer ', 'BEARER '],
    /[\w.~+/=-]{16,4000}/y,
    { leads: true, check: looksMade },
  ],
  [
    'key-header',
    'authorization header',
    ['SSWS ', 'ApiKey ', 'GenieKey ', 'Token token='],
    /["']?[\w.~+/=-]{16,4000}/y,
    { leads: true },
  ],
  [
    'cookie',
    'cookie',
    ['Cookie: ', 'cookie: '],
    /[\w.-]{1,40}=[\w%.~+/=-]{24,4000}/y,
    { leads: true, check: (found) => looksMade(found.slice(found.indexOf('=') + 1)) },
  ],
  [
    'docker-auth',
    'password of a registry',
    ['"auth":"', '"auth": "'],
    /[A-Za-z0-9+/]{16,400}={0,2}(?=")/y,
    { leads: true },
  ],
  [
    'basic',
    'authorization header',
    ['Basic ', 'basic '],
    /[A-Za-z0-9+/]{8,400}={0,2}/y,
    { leads: true, check: realBasic },
  ],
  [
    'curl-user',
    'password on a command line',
    ['curl -u ', ' --user ', ' -u ', '\n-u '],
    /["']?[\w.@+-]{1,64}:[^\s"']{4,128}["']?/y,
    { before: 'any', leads: true, check: (found) => realPassword(found.replaceAll(/["']/g, '')) },
  ],
])
