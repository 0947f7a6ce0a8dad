/**
 * `npm test`: installs, builds and fetches what the tests need, runs them on Node 24, and ends with
 * one line that says how many passed. Arguments go to Vitest: `npm test -- test/oauth`.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { modules, node24, toolEnvironment } from './lib/paths.mjs'
import { runTool } from './lib/run-tool.mjs'
import { createSay, runScript } from './lib/say.mjs'
import { ensureTestTools } from './lib/test-tools.mjs'

await runScript(async () => {
  const say = createSay()
  await ensureInstalled(say)
  await ensureTestTools(say)
  await ensureBuilt(say)

  const folder = await mkdtemp(join(tmpdir(), 'drawbridge-test-'))
  try {
    const report = join(folder, 'report.json')
    const code = await runVitest(report, process.argv.slice(2))
    const counts = countTests(JSON.parse(await readFile(report, 'utf8').catch(() => 'null')))
    process.stdout.write(`${counts.line}\n`)
    return code === 0 && counts.ran === 0 ? 1 : code
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

async function runVitest(report, args) {
  const vitest = join(modules, 'vitest', 'vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { code } = await runTool(node24, [vitest, 'run', ...reporters, ...args], {
    env: toolEnvironment(),
  })
  return code
}

/** A file that could not even be loaded has no tests of its own and counts as one failure. */
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
