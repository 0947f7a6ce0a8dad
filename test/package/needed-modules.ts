/** What a built program loads by name: imports, and calls of `import` and of Node's `require`, also as minifiers write them. */
import { isBuiltin } from 'node:module'
import { parseSync, Visitor, type ESTree } from 'vite'

/** Names of modules that Node does not bring, each once, sorted. */
export function neededModules(code: string, fileName: string): string[] {
  const names = new Set<string>()
  const add = (name: string | undefined) => {
    if (name !== undefined && !isBuiltin(name)) names.add(name)
  }
  new Visitor({
    ImportDeclaration: ({ source }) => add(source.value),
    ImportExpression: ({ source }) => add(textOf(source)),
    CallExpression({ callee, arguments: [first] }) {
      if (callee.type === 'Identifier' && /^(__)?require$/.test(callee.name)) {
        add(textOf(first))
      }
    },
  }).visit(parseSync(fileName, code).program)
  return [...names].sort()
}

/** Of a string, also one written as a template; undefined for what is only known at run time. */
function textOf(node: ESTree.Argument | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) {
    return node.quasis[0]?.value.cooked ?? undefined
  }
  return undefined
}
