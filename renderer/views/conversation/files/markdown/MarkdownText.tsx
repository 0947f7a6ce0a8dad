/**
 * Markdown as a page: headings, lists, tables, code. HTML is shown as the text it is, a picture as the
 * link it has, and no link opens before it was asked about: nothing is fetched from anywhere.
 */
import type { AlignType, Nodes, PhrasingContent, Table } from 'mdast'
import { Fragment, memo, type ReactNode } from 'react'
import { LinkText } from '../../text/LinkText.tsx'
import { usePieces, type Read } from './use-pieces.ts'

/** Deeper than anybody writes; a list in it stands as its text. */
const deepest = 40

interface Props {
  text: string
  label: string
  /** The text as it is, for what is not read as Markdown. */
  plain: ReactNode
}

export function MarkdownText({ text, label, plain }: Props) {
  const pieces = usePieces(text)
  if (!pieces) return plain
  return (
    <section className="error-page file-page" aria-label={label} dir="auto">
      {pieces.map((piece, i) => (
        <Piece key={i} piece={piece} />
      ))}
    </section>
  )
}

/** Drawn once, however many come after it. */
const Piece = memo(function Piece({ piece }: { piece: Read }) {
  // Its line breaks are all that is known of it.
  if (typeof piece === 'string') return <p className="whitespace-pre-wrap">{piece.trim()}</p>
  return piece.children.map((node, i) => <Fragment key={i}>{draw(node, 0)}</Fragment>)
})

function draw(node: Nodes, depth: number): ReactNode {
  if (depth > deepest) return wordsOf(node)
  const inside =
    'children' in node
      ? node.children.map((one, i) => <Fragment key={i}>{draw(one, depth + 1)}</Fragment>)
      : null
  switch (node.type) {
    case 'text':
      return node.value
    case 'heading':
      return <Heading depth={node.depth}>{inside}</Heading>
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
      return <code className="inline-code">{node.value}</code>
    case 'html':
      return <code className="inline-code">{node.value}</code>
    case 'emphasis':
      return <em>{inside}</em>
    case 'strong':
      return <strong>{inside}</strong>
    case 'break':
      return <br />
    case 'thematicBreak':
      return <hr />
    case 'link':
      return <Address href={node.url} words={wordsOf(node)} />
    case 'image':
      return <Address href={node.url} words={node.alt || node.url} />
    case 'table':
      return <Rows table={node} depth={depth} />
    case 'definition':
      return null
    default:
      return inside ?? wordsOf(node)
  }
}

/** The page has a name already; what is the highest here comes below it. */
function Heading({ depth, children }: { depth: number; children: ReactNode }) {
  if (depth === 1) return <h3 className="font-serif text-2xl">{children}</h3>
  if (depth === 2) return <h4 className="font-serif text-xl">{children}</h4>
  return <h5 className="font-medium">{children}</h5>
}

/** Only what leads to the web leads anywhere. */
function Address({ href, words }: { href: string; words: string }) {
  const url = URL.parse(href)
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return words
  return <LinkText text={words} href={url.href} />
}

function Rows({ table, depth }: { table: Table; depth: number }) {
  const [head, ...rows] = table.children
  const alignment = (i: number): AlignType => table.align?.[i] ?? null
  const cells = (row: Table['children'][number], Cell: 'th' | 'td') =>
    row.children.map((cell, i) => (
      <Cell key={i} align={alignment(i) ?? undefined} {...(Cell === 'th' && { scope: 'col' })}>
        {cell.children.map((one, at) => (
          <Fragment key={at}>{draw(one, depth + 1)}</Fragment>
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
function wordsOf(node: Nodes | PhrasingContent): string {
  const parts: string[] = []
  const left: Nodes[] = [node]
  for (let one = left.pop(); one; one = left.pop()) {
    if ('value' in one) parts.push(one.value)
    if ('children' in one) left.push(...one.children.toReversed())
  }
  return parts.join('')
}
