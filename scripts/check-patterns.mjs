/**
 * `npm run patterns`: no regular expression in main/, renderer/ and card/ may take more than linear time,
 * because what crosses the bridge is read by them and a stranger chooses it.
 */
import { root } from './lib/paths.mjs'
import { patternsIn } from './lib/patterns.mjs'
import { composed, reviewed } from './lib/reviewed-patterns.mjs'
import { superLinear } from './lib/super-linear.mjs'

const { patterns, unread } = await patternsIn(root, ['main', 'renderer', 'card'])
const known = new Set()
/** @type {string[]} */
const problems = []

for (const pattern of patterns) {
  const { file, line, source, flags } = pattern
  const wrong = superLinear(pattern)
  if (wrong.length === 0) continue
  if (Object.hasOwn(reviewed, source)) known.add(source)
  else problems.push(`${file}:${line} /${source}/${flags}\n    ${wrong.join('\n    ')}`)
}
for (const { file, line, text } of unread) {
  if (Object.hasOwn(composed, file)) known.add(file)
  else problems.push(`${file}:${line} ${text}\n    is put together while the program runs`)
}
for (const name of [...Object.keys(reviewed), ...Object.keys(composed)]) {
  if (!known.has(name))
    problems.push(`scripts/lib/reviewed-patterns.mjs\n    has no use for ${name}`)
}

for (const problem of problems) process.stderr.write(`${problem}\n`)
process.stdout.write(`${patterns.length} patterns, ${problems.length} problems\n`)
process.exitCode = problems.length > 0 ? 1 : 0
