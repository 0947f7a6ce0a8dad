/** Every regular expression in the sources, as written: literals, and `RegExp` called on a plain text. */

/**
 * @typedef {{file: string, line: number, source: string, flags: string}} Pattern
 * @typedef {{patterns: Pattern[], unread: {file: string, line: number, text: string}[]}} Found
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseSync, Visitor } from 'vite'

/**
 * `unread`: calls whose pattern is put together while the program runs.
 *
 * @param {string} root
 * @param {string[]} folders
 */
export async function patternsIn(root, folders) {
  /** @type {Found} */
  const found = { patterns: [], unread: [] }
  for (const folder of folders) {
    for (const name of await readdir(join(root, folder), { recursive: true })) {
      if (!/\.tsx?$/.test(name)) continue
      const file = `${folder}/${name.replaceAll('\\', '/')}`
      const text = await readFile(join(root, file), 'utf8')
      patternsOf(file, text, found)
    }
  }
  return found
}

/**
 * @param {string} file
 * @param {string} text
 * @param {Found} [found]
 */
export function patternsOf(file, text, found = { patterns: [], unread: [] }) {
  const { program, errors } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`)
  const lineOf = (/** @type {number} */ offset) => text.slice(0, offset).split('\n').length
  /** @param {import('vite').ESTree.NewExpression | import('vite').ESTree.CallExpression} call */
  const called = ({ callee, arguments: [source, flags], start, end }) => {
    if (callee.type !== 'Identifier' || callee.name !== 'RegExp') return
    const at = { file, line: lineOf(start) }
    const plain = source?.type === 'Literal' ? source.value : undefined
    const given = flags?.type === 'Literal' ? flags.value : undefined
    if (typeof plain === 'string') {
      found.patterns.push({ ...at, source: plain, flags: typeof given === 'string' ? given : '' })
    } else found.unread.push({ ...at, text: text.slice(start, end).replaceAll(/\s+/g, ' ') })
  }
  new Visitor({
    Literal(literal) {
      if (!('regex' in literal)) return
      const { regex, start } = literal
      found.patterns.push({ file, line: lineOf(start), source: regex.pattern, flags: regex.flags })
    },
    NewExpression: called,
    CallExpression: called,
  }).visit(program)
  return found
}
