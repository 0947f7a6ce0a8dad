/**
 * `npm test`: installs, builds and fetches what the tests need, runs them on Node 24, names the ten
 * slowest files and ends with one line that says how many passed. `npm run test:unit` runs only what
 * needs neither a build nor a browser. Arguments go to Vitest: `npm test -- test/oauth`.
 */
/** @typedef {import('vitest/node').JsonTestResults} Report */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { modules, node24, root, toolEnvironment } from './lib/paths.mjs'
import { runTool } from './lib/run-tool.mjs'
import { createSay, runScript } from './lib/say.mjs'
import { ensureTestTools } from './lib/test-tools.mjs'

await runScript(async () => {
  const say = createSay()
  await ensureInstalled(say)
  const { unit, rest } = readArguments(process.argv.slice(2))
  if (!unit) {
    await ensureTestTools(say)
    await ensureBuilt(say)
  }

  const folder = await mkdtemp(join(tmpdir(), 'drawbridge-test-'))
  try {
    const report = join(folder, 'report.json')
    const code = await runVitest(report, rest)
    const result = JSON.parse(await readFile(report, 'utf8').catch(() => 'null'))
    const counts = countTests(result)
    process.stdout.write(`${slowest(result)}${counts.line}\n`)
    return code === 0 && counts.ran === 0 ? 1 : code
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

/**
 * @param {string} report
 * @param {string[]} args
 */
async function runVitest(report, args) {
  const vitest = join(modules, 'vitest', 'vitest.mjs')
  const secondTry = join(root, 'test', 'set-up', 'second-try.mjs')
  const reporters = [
    '--reporter=default',
    `--reporter=${secondTry}`,
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  const { code } = await runTool(node24, [vitest, 'run', ...reporters, ...args], {
    env: toolEnvironment(),
  })
  return code
}

/**
 * `--unit` is ours, everything else Vitest's.
 *
 * @param {string[]} args
 */
function readArguments(args) {
  const unit = args.includes('--unit')
  const rest = args.filter((arg) => arg !== '--unit')
  return { unit, rest: unit ? ['--project', 'unit', ...rest] : rest }
}

/**
 * The files to make faster first, with the seconds each of them took.
 *
 * @param {Report | null} report
 */
function slowest(report) {
  if (!report || report.testResults.length < 2) return ''
  const files = report.testResults
    .map(({ name, startTime, endTime }) => ({ name, seconds: (endTime - startTime) / 1_000 }))
    .toSorted((one, other) => other.seconds - one.seconds)
    .slice(0, 10)
  /** @param {(typeof files)[number]} file */
  const line = ({ name, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${relative(root, name)}`
  return `The slowest files:\n${files.map(line).join('\n')}\n\n`
}

/**
 * A file that could not even be loaded has no tests of its own and counts as one failure.
 *
 * @param {Report | null} report
 */
function countTests(report) {
  if (!report) return { ran: 0, line: '0 passed, 1 failed' }
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length
  const passed = report.numPassedTests
  const failed = report.numFailedTests + broken
  const skipped = report.numPendingTests + report.numTodoTests
  const line = `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`
  return { ran: passed + failed, line }
}
