/**
 * Names the tests that passed only at a second try (`npm test -- --retry 1`, as CI runs them), so that
 * a race in a test stays visible although it does not stop a landing.
 */
import { relative } from 'node:path'

/** A Vitest reporter. @returns {import('vitest/reporters').Reporter} */
export default function SecondTry() {
  const found = []
  return {
    onTestCaseResult(test) {
      if (test.diagnostic()?.flaky) {
        found.push(`  ${relative(process.cwd(), test.module.moduleId)} > ${test.fullName}`)
      }
    },
    onTestRunEnd() {
      if (found.length === 0) return
      process.stdout.write(`\nPassed only at a second try:\n${found.join('\n')}\n`)
    },
  }
}
