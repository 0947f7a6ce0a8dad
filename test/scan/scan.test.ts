import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { hideSecrets } from '../../main/bridge/scan/hide-secrets.ts'
import { scanContent } from '../../main/bridge/scan/scan-content.ts'
import { rules } from '../../main/bridge/scan/rules/all.ts'
import { scanText } from '../../main/bridge/scan/scan.ts'
import { createRandom, innocent, invent, sentences, templates } from './invented.ts'
import { unseenTemplates } from './unseen.ts'

const random = createRandom(20_261_130)
const corpus = Object.entries(templates).flatMap(([kind, template]) =>
  sentences.map((sentence) => {
    const secret = invent(template, random)
    return { kind, secret, text: sentence(secret) }
  }),
)

/** Whether something is found whose end is the end of the secret: the random part, not only its head. */
function isFound({ secret, text }: (typeof corpus)[number]): boolean {
  const tail = text.lastIndexOf(secret) + secret.length
  const last = scanText(text).at(-1)
  return last !== undefined && (kindsWithMore.test(secret) || last.end >= tail - 2)
}
/** Behind the secret there is more that is none: a host, the end of a key block, another field. */
const kindsWithMore = /@[\w.]+|^-----BEGIN|EndpointSuffix|curl/

test('of made-up secrets in prose at least 92 of 100 are found, and 95 of 100 kinds', () => {
  const missed = corpus.filter((one) => !isFound(one))
  const kinds = Object.keys(templates)
  const never = kinds.filter((kind) => !corpus.some((one) => one.kind === kind && isFound(one)))
  expect(kinds.length).toBeGreaterThanOrEqual(63)
  expect(missed.length / corpus.length, missed.map(({ text }) => text).join('\n')).toBeLessThan(
    0.08,
  )
  expect(never.length / kinds.length).toBeLessThan(0.05)
})

test('of a second hundred kinds, invented apart from the rules, at least 92 of 100 are found', () => {
  const missed = Object.entries(unseenTemplates).flatMap(([kind, template]) =>
    sentences
      .map((sentence) => sentence(invent(template, random)))
      .filter((text) => scanText(text).length === 0)
      .map((text) => ({ kind, text })),
  )
  const all = Object.keys(unseenTemplates).length * sentences.length
  expect(all).toBe(700)
  expect(missed.length / all, missed.map(({ text }) => text).join('\n')).toBeLessThan(0.08)
})

test('nothing of a secret is left once it is hidden, in any sentence', () => {
  const secret = invent(templates['github'] ?? '', random)
  for (const sentence of sentences) {
    expect(hideSecrets(sentence(secret), '[hidden]')).toBe(sentence('[hidden]'))
  }
  expect(hideSecrets('redis://:Pq8sKd72mWx01@cache/0', '…')).toBe('redis://…@cache/0')
})

test('at most 1 of 10,000 innocent paragraphs is taken for a secret', () => {
  const own = globSync(['docs/**/*.md', 'main/**/*.ts', 'renderer/**/*.{ts,tsx}', 'README.md'])
  const paragraphs = [
    ...own.flatMap((file) => readFileSync(file, 'utf8').split(/\n\s*\n/)),
    ...Array.from({ length: 10_000 }, () => innocent(random)),
  ]
  const alarms = paragraphs.filter((text) => scanText(text).length > 0)
  expect(paragraphs.length).toBeGreaterThan(15_000)
  expect(alarms.length, alarms.join('\n---\n')).toBeLessThanOrEqual(paragraphs.length / 10_000)
})

test('a password is found where its place says what it is', () => {
  const password = 'kR7vq2wT'
  const places = [
    `machine api.example.org\n  login visitor\n  password ${password}\n`,
    `Connect-VIServer -Server 192.0.2.51 -User admin@lab.local -Password ${password}`,
    `psexec \\\\192.0.2.77 -u Administrator -p ${password} shutdown -r`,
    `client.Credentials = new NetworkCredential("mail@lab.local", "${password}");`,
    `new DirectoryEntry("LDAP://LAB.LOCAL",\n  "ADMIN@LAB.LOCAL",\n  "${password}");`,
    `<add key="MailPassword" value="${password}"/>`,
    `Ensure the password for user 'postgres' is '${password}'.`,
    'On the first start the password is "centipede".',
    `$mail->Password   = 'un!technical';`,
    `:password             => '${password}',`,
    'Authorization: Bearer mF_9.B5f-4.1J',
    `define('DB_PASSWORD', '${password}42');`,
    `$password = \\"${password}\\";`,
    'password = "super$ecret"',
    "user = 'aladdin'\npassword = 'open sesame'",
    'Server=db1;User Id=orders;Password=springtime;Database=shop;',
    'MAIL_PASS=whiteduke',
    `sshpass -p '${password}' ssh root@192.0.2.7`,
    `mysql -u root -p${password} shop`,
    `bindpw ${password}`,
    `WIFI:T:WPA;S:Office;P:${password};;`,
    `jdbc:oracle:thin:orders/${password}@db.internal:1521/ORCL`,
    `db.internal:5432:orders:svc:${password}`,
    `ConvertTo-SecureString "${password}" -AsPlainText -Force`,
    `das Passwort lautet ${password}`,
    `密码：${password}`,
  ]
  for (const text of places) expect(scanText(text), text).toHaveLength(1)
})

test('the hash of a password is found, by crypt, bcrypt and Argon2', () => {
  const hashes = [
    invent('$1${A8}${A22}', random),
    invent('$2b$12${A53}', random),
    invent('$5$rounds=5000${A16}${A43}', random),
    invent('$6${A16}${A86}', random),
    invent('$argon2id$v=19$m=65536,t=3,p=4${A22}${A43}', random),
  ]
  for (const hash of hashes) {
    expect(scanText(`root:${hash}:19000`), hash).toMatchObject([{ kind: 'password-hash' }])
  }
})

test('what only speaks of a password is none', () => {
  const innocentTexts = [
    'The form asks for login and password again',
    'login name password field',
    'Get-Thing -User $user -Password $password',
    'curl --user name --password <password>',
    'It says: the password is "wrong".',
    '<add key="MailPassword" value="#{password}"/>',
    'new NetworkCredential("user", "your-password")',
    'It costs $1$ or $6$ a month',
    'nameLabel: "Name:", passwordLabel: "Password:", rememberLabel: "Remember me:"',
    "post '/login' => \"sites/passwords#update\", as: 'password'",
    'function connect(user: string, password: string)',
    'user = "anonymous"\npassword = password',
    "t('password', 'Enter at least 8 characters')",
    'PASSWORD="$database_password"',
    '"nextToken": "AAMA-EFRSURBSGk4bWxJ2Xg"',
    'const jenkinsToken = settings.jenkins.token',
    'mysql -u root -p shop',
    'kubeadm join 10.0.0.1:6443 --token <token>',
  ]
  for (const text of innocentTexts) expect(scanText(text), text).toEqual([])
})

test('what stands for a secret is none', () => {
  const placeholders = [
    'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    'ghp_YourPersonalAccessTokenGoesRightHereOk',
    'AKIAIOSFODNN7EXAMPLE',
    'postgres://user:password@localhost/db',
    'postgres://user:${DB_PASSWORD}@localhost/db',
    'Authorization: Bearer <your-token>',
    'API_KEY=your-api-key-here1',
    'password = process.env.DB_PASSWORD_2',
    'const token = tokens[0]',
    '-----BEGIN PRIVATE KEY-----',
    '"tokenLifetime": "3600s2h"',
  ]
  for (const text of placeholders) expect(scanText(text), text).toEqual([])
})

test('a finding tells kind and place, and holds nothing of the secret', () => {
  const secret = invent('glpat-{A20}', random)
  const found = scanText(`token ${secret}.`)
  expect(found).toEqual([{ kind: 'gitlab-token', name: 'GitLab token', start: 6, end: 32 }])
})

test('a secret of the bridge itself is known by who keeps its hash', () => {
  const own = invent('{U43}', random)
  const other = invent('{U43}', random)
  const found = scanText(`It is ${own}, and not ${other}.`, { isOwn: (run) => run === own })
  expect(found).toMatchObject([{ kind: 'own-secret', start: 6, end: 49 }])
})

test('in a long file a secret is found wherever a piece of it ends', async () => {
  const secret = invent('ghp_{A36}', random)
  for (const before of [262_104, 262_144, 245_760, 600_000]) {
    const bytes = Buffer.from(`${'word '.repeat(before / 5).padEnd(before, ' ')}${secret}\n`)
    const { findings } = await scanContent(bytes, {})
    expect(findings).toMatchObject([{ start: before, end: before + secret.length }])
  }
})

test('a file is read as it was written: UTF-8, UTF-16 with its mark and without, a code page, or no text at all', async () => {
  const secret = invent('ghp_{A36}', random)
  const text = `The key is\n${secret}.\n`
  const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16()
  const written: Record<string, Buffer> = {
    'UTF-8': Buffer.from(text),
    'UTF-8 with its mark': Buffer.from(`\uFEFF${text}`),
    'UTF-16, as PowerShell redirects': Buffer.from(`\uFEFF${text}`, 'utf16le'),
    'UTF-16, the other way round': swapped(Buffer.from(`\uFEFF${text}`, 'utf16le')),
    'UTF-16 without its mark': Buffer.from(text, 'utf16le'),
    'UTF-16 without its mark, the other way round': swapped(Buffer.from(text, 'utf16le')),
    'an older code page': Buffer.from(`# Schlüssel für München\n${text}`, 'latin1'),
    'with a zero in it': Buffer.from(`\0${text}`),
    'bytes that are no text': Buffer.concat([
      Buffer.from([0x89, 0x50, 0x00, 0xff, 0xfe, 0x0a]),
      Buffer.from(text),
    ]),
  }
  for (const [how, bytes] of Object.entries(written)) {
    const { text: read, findings } = await scanContent(bytes, {})
    expect(
      findings.map(({ start, end }) => read.slice(start, end)),
      how,
    ).toEqual([secret])
  }
})

test('a token is found behind an escape: of a string, of an address, of a terminal', () => {
  const secret = invent('ghp_{A36}', random)
  const before = [
    '"line one\\n',
    'a\\tb\\t',
    'https://a.example/?token%3D',
    '\u001B[1;32m',
    '\u001B[0mred\u001B[31m',
  ]
  for (const text of before) {
    const found = scanText(`${text}${secret}`)
    expect(found, text).toMatchObject([{ start: text.length }])
  }
  expect(scanText(`file${secret} \\nn${secret}`)).toEqual([])
})

test('a hostile text costs its length: repeated literals, and what nearly follows them', () => {
  const literals = rules.flatMap((rule) => rule.literals.slice(0, 1))
  for (const part of [...literals.flatMap((one) => [`-${one}`, `${one}a1B/`]), ' = ', 'token=']) {
    const length = 4 * 1024
    // A pattern that takes the square of the length would not end within a test's patience.
    expect(scanText(part.repeat(length / part.length)).length).toBeLessThan(length)
  }
})
