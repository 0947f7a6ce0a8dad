/**
 * A Vite plugin that makes a bundled program small in memory: without spaces and comments, and in ASCII.
 * V8 keeps the text of what it runs, in two bytes per character as soon as one of them is beyond Latin-1.
 */
import { minifySync, parseSync, Visitor, type MinifyOptions, type Plugin } from 'vite'

/** Functions and classes keep their names: oidc-provider finds its parts by them. */
const options: MinifyOptions = {
  compress: { target: 'es2024', keepNames: { function: true, class: true } },
  mangle: { keepNames: true },
}

/** For the environments whose names are given; a page has its own minifier. */
export const smallCode = (environments: readonly string[]): Plugin => ({
  name: 'small-code',
  apply: 'build',
  applyToEnvironment: ({ name }) => environments.includes(name),
  // What is rendered earlier is printed once more, in lines.
  generateBundle: {
    order: 'post',
    handler({ format }, files) {
      for (const file of Object.values(files)) {
        if (file.type === 'chunk') file.code = small(file.fileName, file.code, format === 'es')
      }
    },
  },
})

function small(fileName: string, code: string, module: boolean): string {
  const minified = minifySync(fileName, code, { ...options, module })
  const [error] = minified.errors
  if (error) throw new Error(`${fileName}: ${error.message}`)
  return inAscii(minified.code, fileName)
}

const beyondAscii = /[^\0-\x7F]/

/**
 * Writes characters beyond ASCII as escapes, which mean the same in strings, templates, regular expressions
 * and names. Throws where they would not: after a backslash, and under String.raw. The name of the file tells a
 * module from a script.
 */
export function inAscii(code: string, fileName = 'code.cjs'): string {
  new Visitor({
    TaggedTemplateExpression({ tag, quasi, start, end }) {
      const readsRaw =
        tag.type === 'MemberExpression' && /\braw\b/.test(code.slice(start, quasi.start))
      const text = code.slice(quasi.start, end)
      if (readsRaw && beyondAscii.test(text))
        throw new Error(`A raw template is not ASCII: ${text}`)
    },
  }).visit(parseSync(fileName, code).program)
  return code.replace(/(\\*)([^\0-\x7F])/g, (_, slashes: string, unit: string) => {
    if (slashes.length % 2 === 1)
      throw new Error(`A backslash stands before ${JSON.stringify(unit)}`)
    return `${slashes}\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}
