/** Secrets behind an option of a command, and in the files of a few programs. */
import { isPlaceholder, looksMade } from '../placeholder.ts'
import { rulesOf } from '../rule.ts'

/** Without the quotes around it, and what stands before it. */
const lastWord = (found: string): string =>
  found
    .replace(/["']$/, '')
    .split(/["'\s:/：=は是为「“]|^-[pP]|\s-[apP]/)
    .at(-1) ?? ''

/** People choose these, so it may be a word with something to it. */
const isChosen = (found: string): boolean => {
  const password = lastWord(found)
  return (
    password.length >= 6 &&
    /[^a-z]/.test(password) &&
    !/pass|secret|^[A-Z_]+$/i.test(password) &&
    !isPlaceholder(password)
  )
}

const isMade = (found: string): boolean => {
  const secret = found.replace(/^["']/, '')
  return /\d/.test(secret) && looksMade(secret)
}

export const commandLines = rulesOf([
  [
    'option-secret',
    'key on a command line',
    [
      '--token ',
      '--api-key ',
      '--apikey ',
      '--secret ',
      '--access-token ',
      '--auth-token ',
      '--client-secret ',
      '--token-secret ',
      '--secret-key ',
      '--registration-token ',
      '--license-key ',
      'add-authtoken ',
      'wandb login ',
    ],
    /["']?[\w.~+/=-]{16,400}/y,
    { leads: true, check: isMade },
  ],
  [
    'option-password',
    'password on a command line',
    'sshpass -p',
    /\s{0,2}["']?[^\s"'$<>]{4,64}/y,
    { leads: true, check: isChosen },
  ],
  [
    'option-password',
    'password on a command line',
    ['mysql ', 'mysqldump ', 'mysqladmin '],
    /[^\n]{0,80}? -p["']?[^\s"'$<>-][^\s"'$<>]{4,64}/y,
    { leads: true, check: isChosen },
  ],
  [
    'option-password',
    'password on a command line',
    ['redis-cli '],
    /[^\n]{0,80}? -a\s{1,3}["']?[^\s"'$<>]{6,100}/y,
    { leads: true, check: isChosen },
  ],
  [
    'option-password',
    'password on a command line',
    ['mosquitto_pub ', 'mosquitto_sub '],
    /[^\n]{0,80}? -P\s{1,3}["']?[^\s"'$<>]{6,100}/y,
    { leads: true, check: isChosen },
  ],
  [
    'option-password',
    'password on a command line',
    'ConvertTo-SecureString ',
    /(?:-String\s{1,3})?["'][^"'$\n]{4,100}(?=["'])/y,
    { leads: true, check: isChosen },
  ],
  [
    'ldap-password',
    'password of a directory',
    'bindpw ',
    /\s{0,8}["']?[^\s"'$<>]{6,100}/y,
    { leads: true, check: isChosen },
  ],
  [
    'wireless-password',
    'password of a wireless network',
    'WIFI:',
    /[^\n]{0,80}?;P:[^;\n]{8,64}(?=;)/y,
    { leads: true, check: (found) => !isPlaceholder(lastWord(found)) },
  ],
  [
    'pgpass-password',
    'password of a database',
    ':5432:',
    /[^\s:]{1,64}:[^\s:]{1,64}:[^\s:"'`<>]{6,100}/y,
    { before: 'any', leads: true, check: isChosen },
  ],
  [
    'oracle-password',
    'password of a database',
    'thin:',
    /[\w$]{1,40}\/[^\s@/"'`<>]{4,64}(?=@)/y,
    { leads: true, check: isChosen },
  ],
  [
    'element-password',
    'password in a settings file',
    ['<password>', '<Password>', '<passwd>', '<secret>', '<token>', '<apiKey>'],
    /[^\s<>$"'{}]{6,200}(?=<\/)/y,
    { leads: true, check: isChosen },
  ],
  [
    'told-password',
    'password in a sentence',
    ['密码', '密碼', 'パスワード', '비밀번호', 'пароль', 'Пароль', 'contraseña', 'Contraseña'],
    /\s{0,2}(?:[:：=]|は|是|为|es)\s{0,2}["'「“`]?[\x21-\x7E]{6,64}/y,
    { before: 'any', leads: true, check: (found) => /\d/.test(found) && isChosen(found) },
  ],
])
