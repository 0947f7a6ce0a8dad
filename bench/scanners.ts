/**
 * This bridge's scan beside four other scanners, on the same made-up secrets in prose, the examples Nosey
 * Parker publishes and the same innocent paragraphs: `node bench/scanners.ts`. It installs them in a temporary
 * folder, each pinned: secretlint from npm, detect-secrets and kingfisher from PyPI, gitleaks with Go. All items
 * lie in one file; one counts as found where a scanner flags a line of it.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scanText } from '../main/bridge/scan/scan.ts'
import { createRandom, innocent, invent, sentences, templates } from '../test/scan/invented.ts'
import { noseyParkerExamples } from '../test/scan/nosey-parker.ts'
import { unseenTemplates } from '../test/scan/unseen.ts'

const innocents = 2_000
const secretlintVersion = '12.0.0'
const detectSecretsVersion = '1.5.0'
const gitleaksVersion = '8.30.1'
const kingfisherVersion = '2.14.0'

const random = createRandom(20_261_130)

interface Item {
  set: string
  kind: string
  text: string
}

const inSentences = (set: string, kinds: Readonly<Record<string, string>>): Item[] =>
  Object.entries(kinds).flatMap(([kind, template]) =>
    sentences.map((sentence) => ({ set, kind, text: sentence(invent(template, random)) })),
  )
const published = (set: string, holds: string): Item[] =>
  noseyParkerExamples()
    .filter((one) => one.holds === holds)
    .map(({ rule, text }) => ({ set, kind: rule, text }))

const items: Item[] = [
  ...inSentences('first hundred kinds', templates),
  ...inSentences('second hundred kinds', unseenTemplates),
  ...published("Nosey Parker's secrets", 'secret'),
  ...published("Nosey Parker's stand-ins", 'stand-in'),
  ...Array.from({ length: innocents }, () => ({
    set: 'innocent paragraphs',
    kind: '',
    text: innocent(random),
  })),
]
const texts = items.map(({ text }) => text)
/** The first line of each item in the file of all, which a blank line parts. */
const firstLines: number[] = []
let line = 1
for (const text of texts) {
  firstLines.push(line)
  line += text.split('\n').length + 1
}
/** Which item a line belongs to. */
const itemAt = (wanted: number): number => firstLines.findLastIndex((first) => first <= wanted)

/** Numbers of items. */
type Found = ReadonlySet<number>

const folder = mkdtempSync(join(tmpdir(), 'scanners-'))
try {
  const corpus = join(folder, 'corpus.txt')
  writeFileSync(corpus, `${texts.join('\n\n')}\n`)
  const own = texts.flatMap((text, n) => (scanText(text).length > 0 ? [n] : []))
  report('this bridge', new Set(own))
  report(`secretlint ${secretlintVersion}, preset recommend`, secretlint(corpus))
  report(`detect-secrets ${detectSecretsVersion}`, detectSecrets(corpus))
  report(`gitleaks ${gitleaksVersion}`, gitleaks(corpus))
  report(`kingfisher ${kingfisherVersion}`, kingfisher(corpus))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function report(scanner: string, found: Found): void {
  console.log(scanner)
  for (const set of new Set(items.map((item) => item.set))) {
    const all = items.flatMap((item, n) => (item.set === set ? [{ ...item, n }] : []))
    const hits = all.filter(({ n }) => found.has(n))
    const kinds = (some: typeof all) => new Set(some.map(({ kind }) => kind)).size
    const share = ((100 * hits.length) / all.length).toFixed(1)
    console.log(
      `  ${set}: ${hits.length} of ${all.length} (${share} %), ${kinds(hits)} of ${kinds(all)} kinds`,
    )
  }
}

function secretlint(corpus: string): Found {
  const preset = '@secretlint/secretlint-rule-preset-recommend'
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  run('npm', [
    'install',
    '--no-audit',
    '--no-fund',
    `secretlint@${secretlintVersion}`,
    `${preset}@${secretlintVersion}`,
  ])
  writeFileSync(join(folder, '.secretlintrc.json'), JSON.stringify({ rules: [{ id: preset }] }))
  const program = join(folder, 'node_modules', '.bin', 'secretlint')
  const output = join(folder, 'secretlint.json')
  // To a file: into a pipe it does not write all before it ends.
  run(program, [corpus, '--format', 'json', '--output', output])
  const answers = JSON.parse(readFileSync(output, 'utf8')) as {
    messages: { loc: { start: { line: number } } }[]
  }[]
  return new Set(
    answers.flatMap(({ messages }) => messages.map(({ loc }) => itemAt(loc.start.line))),
  )
}

function detectSecrets(corpus: string): Found {
  const program = fromPypi('detect-secrets', detectSecretsVersion, 'detect-secrets')
  const { results } = JSON.parse(run(program, ['scan', corpus])) as {
    results: Record<string, { line_number: number }[]>
  }
  return new Set(
    Object.values(results).flatMap((found) => found.map((one) => itemAt(one.line_number))),
  )
}

function gitleaks(corpus: string): Found {
  run('go', ['install', `github.com/zricethezav/gitleaks/v8@v${gitleaksVersion}`], {
    GOBIN: folder,
  })
  const program = join(folder, 'gitleaks')
  const words = ['dir', '--no-banner', '--exit-code', '0', '--report-format', 'json']
  const found = JSON.parse(run(program, [...words, '--report-path', '-', corpus])) as {
    StartLine: number
  }[]
  return new Set(found.map(({ StartLine }) => itemAt(StartLine)))
}

/** What it finds is not tried at the service it may be for. */
function kingfisher(corpus: string): Found {
  const program = fromPypi('kingfisher-bin', kingfisherVersion, 'kingfisher')
  const quiet = ['--no-validate', '--no-update-check', '--no-dedup', '--format', 'json']
  const [report = ''] = run(program, ['scan', corpus, ...quiet]).split('\n')
  const { findings } = JSON.parse(report) as { findings: { finding: { line: number } }[] }
  return new Set(findings.map(({ finding }) => itemAt(finding.line)))
}

/** The path of a program of this package, in an environment of its own. */
function fromPypi(name: string, version: string, program: string): string {
  const environment = join(folder, name)
  if (!existsSync(environment)) {
    run('python3', ['-m', 'venv', environment])
    run(join(environment, 'bin', 'pip'), ['install', '--quiet', `${name}==${version}`])
  }
  return join(environment, 'bin', program)
}

/** What it says, also where it ends with an error because it found something. */
function run(program: string, args: string[], more: Record<string, string> = {}): string {
  try {
    return execFileSync(program, args, {
      cwd: folder,
      env: { ...process.env, ...more },
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch (error) {
    const { stdout } = error as { stdout?: unknown }
    if (typeof stdout === 'string') return stdout
    throw error
  }
}
