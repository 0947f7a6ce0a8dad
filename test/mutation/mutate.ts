/**
 * `npm run mutate`: applies each mutant of the lists in a copy of the tree, runs the tests that should
 * notice, and prints which mutants survived, with a score per folder. Arguments choose by part of
 * `file` or `why`. One Vitest runs them all, so that a mutant costs its tests and no start.
 */
import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { createVitest } from 'vitest/node'
import { allMutants } from './lists/all.ts'
import { mutated } from './mutated.ts'
import type { Mutant } from './mutant.ts'
import { scoreLines, type Verdict } from './score.ts'

const root = resolve(import.meta.dirname, '../..')

/** What is in the working tree, without what git ignores; modules are linked. */
function copyOfTheTree(): string {
  const copy = mkdtempSync(join(tmpdir(), 'drawbridge-mutate-'))
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  for (const file of listed.split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    try {
      copyFileSync(join(root, file), join(copy, file))
    } catch (error) {
      // Listed by git, and deleted in the working tree.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
  return copy
}

async function openRunner(copy: string) {
  process.chdir(copy)
  process.env['NODE_ENV'] = 'test'
  const vitest = await createVitest(
    'test',
    {
      root: copy,
      config: join(copy, 'vite.config.ts'),
      watch: false,
      bail: 1,
      // Failures are what is wanted here: one line each, from this file.
      reporters: [{}],
    },
    { logLevel: 'silent' },
  )
  await vitest.standalone()
  return {
    /** The first failure of these tests in words; undefined when all pass. */
    async failure(tests: readonly string[]): Promise<string | undefined> {
      const specifications = tests.flatMap((test) =>
        vitest.getModuleSpecifications(join(copy, test)),
      )
      if (specifications.length !== tests.length) {
        throw new Error(`not all of these are test files: ${tests.join(', ')}`)
      }
      const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications)
      const asked = new Set(specifications.map(({ moduleId }) => moduleId))
      // What failed in earlier runs is among the modules too.
      for (const module of testModules.filter(({ moduleId }) => asked.has(moduleId))) {
        if (module.ok()) continue
        for (const test of module.children.allTests('failed')) return test.fullName
        return `${module.moduleId} could not be run`
      }
      return unhandledErrors.length > 0 ? 'an error that no test caught' : undefined
    },
    changed: (file: string) => vitest.invalidateFile(join(copy, file)),
    close: () => vitest.close(),
  }
}

type Failure = (tests: readonly string[]) => Promise<string | undefined>

/** Whether a test fails by itself, and would kill everything. A busy machine gets three tries. */
async function failsAnyway(test: string, failure: Failure): Promise<boolean> {
  let last: string | undefined
  for (let tries = 0; tries < 3; tries++) {
    last = await failure([test])
    if (last === undefined) return false
  }
  process.stdout.write(`fails without a mutant, so its mutants are left out: ${test}: ${last}\n`)
  return true
}

async function run(chosen: readonly Mutant[]): Promise<Verdict[]> {
  const copy = copyOfTheTree()
  process.on('exit', () => rmSync(copy, { recursive: true, force: true }))
  const runner = await openRunner(copy)
  const failing = new Map<string, boolean>()
  const verdicts: Verdict[] = []
  for (const [index, mutant] of chosen.entries()) {
    for (const test of mutant.tests) {
      if (!failing.has(test)) failing.set(test, await failsAnyway(test, runner.failure))
    }
    if (mutant.tests.some((test) => failing.get(test))) continue
    const original = readFileSync(join(copy, mutant.file), 'utf8')
    writeFileSync(join(copy, mutant.file), mutated(original, mutant))
    runner.changed(mutant.file)
    const started = performance.now()
    const failure = await runner.failure(mutant.tests)
    writeFileSync(join(copy, mutant.file), original)
    runner.changed(mutant.file)
    verdicts.push({ mutant, killed: failure !== undefined })
    const seconds = ((performance.now() - started) / 1_000).toFixed(1)
    const word = failure === undefined ? 'SURVIVED' : 'killed  '
    process.stdout.write(
      `${String(index + 1).padStart(4)}/${chosen.length} ${word} ${seconds.padStart(5)} s ` +
        `${mutant.file}: ${mutant.why}${failure === undefined ? '' : ` — ${failure}`}\n`,
    )
  }
  await runner.close()
  return verdicts
}

const words = process.argv.slice(2)
const chosen = allMutants.filter(
  ({ file, why }) =>
    words.length === 0 || words.some((word) => file.includes(word) || why.includes(word)),
)
const verdicts = await run(chosen)
process.stdout.write(`\n${scoreLines(verdicts).join('\n')}\n`)
process.exit(verdicts.length === chosen.length && verdicts.every(({ killed }) => killed) ? 0 : 1)
