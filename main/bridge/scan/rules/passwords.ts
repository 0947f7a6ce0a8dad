/** Passwords where their place says what they are: hashes of them, netrc, command lines, .NET. */
import { isPlaceholder, variety } from '../placeholder.ts'
import { rulesOf } from '../rule.ts'

const words = /^(?:[a-z]+|[A-Z]+|[A-Z]?[a-z]+)(?:[-_. ][A-Za-z]+)*[.,;:!?)]*$/

/** The last part: no word, and nothing that stands for a password. */
const holdsPassword = (found: string): boolean => {
  const password =
    found
      .trimEnd()
      .replace(/["']$/, '')
      .split(/["'\s]/)
      .at(-1) ?? ''
  return password.length >= 5 && !words.test(password) && !isPlaceholder(password)
}

/** Said to be one, so that a word may be it; but not what examples write in its place. */
const isSpoken = (found: string): boolean =>
  !isPlaceholder(found) &&
  !/(?:pass(?:word|wd)?|secret|wrong|correct|empty|invalid|test)$/i.test(found)

/** The address and the user before it may say "example". */
const lastQuoted = (found: string): string => found.split('"').at(-2) ?? ''

const isHash = (found: string): boolean => variety(found) >= 12

export const passwords = rulesOf([
  [
    'password-hash',
    'password hash',
    ['$1$', '$8$'],
    /[./\w]{8,16}\$[./\w]{22,43}(?!\w)/y,
    { check: isHash },
  ],
  [
    'password-hash',
    'password hash',
    ['$2a$', '$2b$', '$2x$', '$2y$'],
    /\d\d\$[./A-Za-z0-9]{53}/y,
    { check: isHash },
  ],
  [
    'password-hash',
    'password hash',
    ['$5$', '$6$'],
    /(?:rounds=\d{1,9}\$)?[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{43,86}/y,
    { check: isHash },
  ],
  [
    'password-hash',
    'password hash',
    ['$argon2id$', '$argon2i$', '$argon2d$'],
    /v=\d{1,3}\$[mtp=,\d]{5,40}\$[A-Za-z0-9+/]{8,64}\$[A-Za-z0-9+/]{16,128}/y,
    { check: isHash },
  ],
  [
    'netrc-password',
    'password in a netrc file',
    'login ',
    /\S{1,100}\s{1,20}password\s{1,8}\S{5,200}/y,
    { leads: true, check: holdsPassword },
  ],
  [
    'option-password',
    'password on a command line',
    [' -Password ', ' -password ', ' --password '],
    /["']?[^\s"'`<>|;,]{5,128}/y,
    { before: 'any', leads: true, check: holdsPassword },
  ],
  [
    'net-credential',
    'password in code',
    ['NetworkCredential(', 'DirectoryEntry('],
    /\s{0,20}"[^"\n]{3,100}"(?:\s{0,40},\s{0,40}"[^"\n]{3,60}"){1,2}/y,
    { leads: true, check: (found) => !isPlaceholder(lastQuoted(found)) },
  ],
  [
    'setting-value',
    'password in a settings file',
    ['assword" value="', 'ecret" value="', 'oken" value="'],
    /[^"\n<>{}]{5,200}(?=")/y,
    { before: 'any', leads: true, check: holdsPassword },
  ],
  [
    'short-bearer',
    'authorization header',
    ['Authorization: Bearer ', 'authorization: Bearer ', 'authorization: bearer '],
    /[\w.~+/-]{12,15}(?![\w.~+/=-])/y,
    { before: 'any', leads: true },
  ],
  [
    'option-password',
    'password on a command line',
    ['psexec', 'PsExec', 'PSEXEC', 'psExec'],
    /[^\n]{0,100}? -u\s{1,4}\S{1,60}\s{1,4}-p\s{1,4}[^\s"'$%<>]{4,64}/y,
    { before: 'any', leads: true, check: (found) => !/\s(?:password|secret)$/i.test(found) },
  ],
  [
    'told-password',
    'password in a sentence',
    ['password is ', 'Password is '],
    /["'`][^\s"'`<>{}$]{4,60}(?=["'`])/y,
    { leads: true, check: isSpoken },
  ],
  [
    'told-password',
    'password in a sentence',
    ['password for ', 'Password for '],
    /(?:the )?user(?:name)? ["'`][^"'`\n]{1,60}["'`] is ["'`][^\s"'`<>{}$]{4,60}(?=["'`])/y,
    { before: 'any', leads: true, check: isSpoken },
  ],
])
