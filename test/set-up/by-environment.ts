/**
 * The order of the test files: those of one environment come one after the other. Unit files share a worker, and
 * Vitest ends a worker when the next file wants another environment than the last: in its own order, by duration, the
 * files with a DOM lie scattered among the others, and dozens of workers loaded the program again.
 *
 * `DRAWBRIDGE_TEST_SEED=n` gives another order within an environment, always the same for the same n: no file may need
 * what another one left.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { BaseSequencer, type TestSequencer, type TestSpecification } from 'vitest/node'

/** A Vitest sequencer, which keeps to the usual order within an environment. */
export class ByEnvironment extends BaseSequencer implements TestSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const seed = process.env['DRAWBRIDGE_TEST_SEED']
    const usual = seed ? mixed(files, seed) : await super.sort(files)
    const sorted = [...usual.filter(isLong), ...usual.filter((file) => !isLong(file))]
    const groups = await Promise.all(sorted.map(groupOf))
    const order = [...new Set(groups)]
    return order.flatMap((group) => sorted.filter((_file, index) => groups[index] === group))
  }
}

/**
 * A fresh checkout knows no durations, and Vitest goes by the size of a file: the scenes of the panel are tiny files that
 * take longest, and other files can use what they leave of the computer only while there are others.
 */
const isLong = ({ moduleId }: TestSpecification): boolean => /panel-accessibility-\d/.test(moduleId)

function mixed(files: TestSpecification[], seed: string): TestSpecification[] {
  const keyed = files.map((file) => {
    const path = relative(file.project.config.root, file.moduleId)
    return { file, key: createHash('sha256').update(`${seed} ${path}`).digest('hex') }
  })
  return keyed.toSorted((one, other) => (one.key < other.key ? -1 : 1)).map(({ file }) => file)
}

async function groupOf({ project, moduleId }: TestSpecification): Promise<string> {
  const text = await readFile(moduleId, 'utf8')
  const [, environment = ''] = /@vitest-environment\s+(\S+)/.exec(text) ?? []
  return `${project.name} ${environment}`
}
