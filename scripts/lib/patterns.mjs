/** Every regular expression in the sources, as written: literals, and `RegExp` called on a plain text. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseSync, Visitor } from 'vite'

/** `unread`: calls whose pattern is put together while the program runs. */
export async function patternsIn(root, folders) {
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

export function patternsOf(file, text, found = { patterns: [], unread: [] }) {
  const { program, errors } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0].message}`)
  const lineOf = (offset) => text.slice(0, offset).split('\n').length
  const called = ({ callee, arguments: given, start, end }) => {
    if (callee.type !== 'Identifier' || callee.name !== 'RegExp') return
    const at = { file, line: lineOf(start) }
    const [source, flags] = given
    const plain = source?.type === 'Literal' && typeof source.value === 'string'
    if (plain) found.patterns.push({ ...at, source: source.value, flags: flags?.value ?? '' })
    else found.unread.push({ ...at, text: text.slice(start, end).replaceAll(/\s+/g, ' ') })
  }
  new Visitor({
    Literal({ regex, start }) {
      if (!regex) return
      found.patterns.push({ file, line: lineOf(start), source: regex.pattern, flags: regex.flags })
    },
    NewExpression: called,
    CallExpression: called,
  }).visit(program)
  return found
}
