/** The page of an error, drawn; its links to other pages stay in the dialog. */
import type { ReactNode } from 'react'
import { WithCode } from '../WithCode.tsx'
import type { Block, Inline } from './markdown.ts'

interface Props {
  onCode: (code: string) => void
}

export function MarkdownBlocks({ blocks, onCode }: Props & { blocks: readonly Block[] }) {
  return blocks.map((block, i) => <OneBlock key={i} block={block} onCode={onCode} />)
}

function OneBlock({ block, onCode }: Props & { block: Block }): ReactNode {
  const parts = (of: readonly Inline[]) => <Parts parts={of} onCode={onCode} />
  switch (block.kind) {
    case 'heading':
      return <h3 className="font-serif text-xl">{parts(block.parts)}</h3>
    case 'quote':
      return <blockquote>{parts(block.parts)}</blockquote>
    case 'paragraph':
      return <p>{parts(block.parts)}</p>
    case 'code':
      return (
        <pre tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      )
    case 'list': {
      const items = block.items.map((item, i) => <li key={i}>{parts(item)}</li>)
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>
    }
    case 'table':
      return <Table block={block} onCode={onCode} />
    default:
      return null
  }
}

function Table({
  block: { head, rows },
  onCode,
}: Props & { block: Extract<Block, { kind: 'table' }> }) {
  return (
    <div className="overflow-x-auto" tabIndex={0} role="group">
      <table>
        <thead>
          <tr>
            {head.map((cell, i) => (
              <th key={i} scope="col">
                <Parts parts={cell} onCode={onCode} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) => (
                <td key={j}>
                  <Parts parts={cell} onCode={onCode} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Parts({ parts, onCode }: Props & { parts: readonly Inline[] }) {
  return parts.map((part, i) => <Part key={i} part={part} onCode={onCode} />)
}

function Part({ part, onCode }: Props & { part: Inline }): ReactNode {
  if (part.kind !== 'link') return <Words kind={part.kind} text={part.text} />
  const code = /^([a-z0-9-]+)\.md$/.exec(part.href)?.[1]
  if (code !== undefined) {
    return (
      <button type="button" className="link" onClick={() => onCode(code)}>
        <WithCode text={part.text} />
      </button>
    )
  }
  // The other documents do not come with the panel.
  if (!part.href.startsWith('https://')) return <WithCode text={part.text} />
  return (
    <a className="link" href={part.href} target="_blank" rel="noopener noreferrer">
      <WithCode text={part.text} />
    </a>
  )
}

function Words({ kind, text }: { kind: Exclude<Inline['kind'], 'link'>; text: string }): ReactNode {
  if (kind === 'code') return <code className="named">{text}</code>
  if (kind === 'emphasis') return <em>{text}</em>
  if (kind === 'text') return text
  return (
    <strong>
      <WithCode text={text} />
    </strong>
  )
}
