/**
 * Whether a regular expression can take more than linear time. scslre finds what one repeated letter
 * does. `rescans` adds what a repeated beginning does: `a([^<]*)<` reads a text of many `a` from each
 * of them to its end.
 */
/**
 * @typedef {import('@eslint-community/regexpp').AST.Node} Node
 * @typedef {import('@eslint-community/regexpp').AST.Element} Element
 * @typedef {import('@eslint-community/regexpp').AST.Flags} Flags
 */
import { RegExpParser, visitRegExpAST } from '@eslint-community/regexpp'
import { isPotentiallyEmpty, toUnicodeSet } from 'regexp-ast-analysis'
import { analyse } from 'scslre'

/**
 * What is wrong with it, in words; empty when nothing is.
 *
 * @param {{source: string, flags: string}} pattern
 */
export function superLinear({ source, flags }) {
  const { reports } = analyse({ source, flags })
  const problems = reports.map(({ type, character, exponential }) => {
    const degree = exponential ? 'exponential' : 'quadratic'
    return `${degree} in a repeated ${character.literal.source} (${type})`
  })
  return problems.length > 0 ? problems : rescans(source, flags)
}

/**
 * @param {string} source
 * @param {string} flags
 */
function rescans(source, flags) {
  const literal = new RegExpParser().parseLiteral(`/${source}/${flags}`)
  /** @type {string[]} */
  const problems = []
  visitRegExpAST(literal.pattern, {
    onQuantifierEnter(node) {
      if (node.max !== Infinity || !isSet(node.element)) return
      const { before, after } = around(node)
      if (after.every((one) => takesNothing(one, literal.flags) && one.type !== 'Assertion')) return
      const inside = toUnicodeSet(node.element, literal.flags).chars
      if (before.every((one) => takesNothing(one, literal.flags))) return
      if (before.every((one) => fits(one, inside, literal.flags))) {
        problems.push(
          `quadratic in a repeated beginning, which ${node.raw} reads to the end each time`,
        )
      }
    },
  })
  return problems
}

/**
 * @param {Element} element
 * @returns {element is Extract<Element, {type: 'Character' | 'CharacterSet' | 'CharacterClass'}>}
 */
const isSet = (element) => /^Character(?:Class|Set)?$/.test(element.type)

/**
 * What must be matched before and after a node, on the way to it from the root.
 *
 * @param {Node} node
 */
function around(node) {
  /** @type {Element[]} */
  const before = []
  /** @type {Element[]} */
  const after = []
  for (let inner = node; inner.parent; inner = inner.parent) {
    const { parent } = inner
    if (parent.type !== 'Alternative') continue
    const at = parent.elements.indexOf(/** @type {Element} */ (inner))
    before.unshift(...parent.elements.slice(0, at))
    after.push(...parent.elements.slice(at + 1))
  }
  return { before, after }
}

const newline = 0x0a

/**
 * @param {Element} node
 * @param {Flags} flags
 */
const takesNothing = (node, flags) => node.type === 'Assertion' || isPotentiallyEmpty(node, flags)

/**
 * Whether some text of the element consists of nothing but signs of the set.
 *
 * @param {Element} node
 * @param {ReturnType<typeof toUnicodeSet>['chars']} set
 * @param {Flags} flags
 * @returns {boolean}
 */
function fits(node, set, flags) {
  switch (node.type) {
    case 'Character':
    case 'CharacterSet':
    case 'CharacterClass':
      return !toUnicodeSet(node, flags).chars.isDisjointWith(set)
    case 'Quantifier':
      return node.min === 0 || fits(node.element, set, flags)
    case 'Group':
    case 'CapturingGroup':
      return node.alternatives.some(({ elements }) =>
        elements.every((one) => fits(one, set, flags)),
      )
    case 'Assertion':
      // A beginning that can stand only once is not repeated; of a line, only where lines are read.
      return node.kind !== 'start' || (flags.multiline && set.has(newline))
    default:
      // A reference: nothing is known, so it may well fit.
      return true
  }
}
