/**
 * Markdown as elements of the page. HTML is shown as the text it is and a picture as the link it has, so
 * nothing is fetched; whoever draws says what a heading, a link and inline code look like.
 */
import type { AlignType, Nodes, Root, Table } from 'mdast'
import { Fragment, type ReactNode } from 'react'

export interface MarkdownLook {
  heading: (depth: number, inside: ReactNode) => ReactNode
  /** `words`: the text of the link without what is in bold or code in it. */
  link: (href: string, words: string, inside: ReactNode) => ReactNode
  codeClass: string
}

/** Deeper than anybody writes; a list in it stands as its text. */
const deepest = 40

export function Markdown({ tree, look }: { tree: Root; look: MarkdownLook }) {
  return tree.children.map((node, i) => <Fragment key={i}>{draw(node, look, 0)}</Fragment>)
}

function draw(node: Nodes, look: MarkdownLook, depth: number): ReactNode {
  if (depth > deepest) return wordsOf(node)
  const inside =
    'children' in node
      ? node.children.map((one, i) => <Fragment key={i}>{draw(one, look, depth + 1)}</Fragment>)
      : null
  switch (node.type) {
    case 'text':
      return node.value
    case 'heading':
      return look.heading(node.depth, inside)
    case 'paragraph':
      return <p>{inside}</p>
    case 'blockquote':
      return <blockquote>{inside}</blockquote>
    case 'list':
      return node.ordered ? <ol start={node.start ?? 1}>{inside}</ol> : <ul>{inside}</ul>
    case 'listItem':
      return <li>{inside}</li>
    case 'code':
      return (
        <pre tabIndex={0}>
          <code>{node.value}</code>
        </pre>
      )
    case 'inlineCode':
    case 'html':
      return <code className={look.codeClass}>{node.value}</code>
    case 'emphasis':
      return <em>{inside}</em>
    case 'strong':
      return <strong>{inside}</strong>
    case 'break':
      return <br />
    case 'thematicBreak':
      return <hr />
    case 'link':
      return look.link(node.url, wordsOf(node), inside)
    case 'image': {
      const words = node.alt || node.url
      return look.link(node.url, words, words)
    }
    case 'table':
      return <Rows table={node} look={look} depth={depth} />
    case 'definition':
      return null
    default:
      return inside ?? wordsOf(node)
  }
}

function Rows({ table, look, depth }: { table: Table; look: MarkdownLook; depth: number }) {
  const [head, ...rows] = table.children
  const alignment = (i: number): AlignType => table.align?.[i] ?? null
  const cells = (row: Table['children'][number], Cell: 'th' | 'td') =>
    row.children.map((cell, i) => (
      <Cell key={i} align={alignment(i) ?? undefined} {...(Cell === 'th' && { scope: 'col' })}>
        {cell.children.map((one, at) => (
          <Fragment key={at}>{draw(one, look, depth + 1)}</Fragment>
        ))}
      </Cell>
    ))
  return (
    <div className="overflow-x-auto" tabIndex={0} role="group">
      <table>
        {head && (
          <thead>
            <tr>{cells(head, 'th')}</tr>
          </thead>
        )}
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>{cells(row, 'td')}</tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The words of a node without what they look like; of one that has none, nothing. */
function wordsOf(node: Nodes): string {
  const parts: string[] = []
  const left: Nodes[] = [node]
  for (let one = left.pop(); one; one = left.pop()) {
    if ('value' in one) parts.push(one.value)
    if ('children' in one) left.push(...one.children.toReversed())
  }
  return parts.join('')
}
