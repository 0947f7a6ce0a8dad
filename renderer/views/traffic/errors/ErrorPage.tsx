/** The page of one error code: what happened, whose side, what to do, why. */
import { CodeBlock } from '../../../components/CodeBlock.tsx'
import { errorPageStrings as words } from '../../../strings/traffic.ts'
import { errorPage } from './error-pages.ts'
import { markdownBlocks, type Block, type Inline } from './markdown.ts'

export function ErrorPage({ code }: { code: string }) {
  const page = errorPage(code)
  if (page === undefined) return <p className="text-muted">{words.missing}</p>
  return markdownBlocks(page).map((block, i) => <Shown key={i} block={block} />)
}

function Shown({ block }: { block: Block }) {
  if (block.kind === 'heading') {
    return (
      <h3 className="font-serif text-xl">
        <Parts parts={block.parts} />
      </h3>
    )
  }
  if (block.kind === 'quote') {
    return (
      <blockquote className="border-l-2 border-accent pl-4 wrap-anywhere">
        <Parts parts={block.parts} />
      </blockquote>
    )
  }
  if (block.kind === 'list') {
    return (
      <ul className="max-w-prose list-disc space-y-1 pl-5">
        {block.items.map((item, i) => (
          <li key={i} className="wrap-anywhere">
            <Parts parts={item} />
          </li>
        ))}
      </ul>
    )
  }
  if (block.kind === 'code') return <CodeBlock label={words.code} code={block.text} />
  if (block.kind === 'table') return <Table head={block.head} rows={block.rows} />
  return (
    <p className="max-w-prose wrap-anywhere">
      <Parts parts={block.parts} />
    </p>
  )
}

function Table({ head, rows }: { head: Inline[][]; rows: Inline[][][] }) {
  return (
    <div className="overflow-x-auto" tabIndex={0} role="group" aria-label={words.table}>
      <table className="error-table">
        <thead>
          <tr>
            {head.map((cell, i) => (
              <th key={i} scope="col">
                <Parts parts={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) => (
                <td key={j}>
                  <Parts parts={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Parts({ parts }: { parts: readonly Inline[] }) {
  return parts.map(({ kind, text }, i) =>
    kind === 'code' ? (
      <code key={i}>{text}</code>
    ) : kind === 'strong' ? (
      <strong key={i} className="font-medium">
        {text}
      </strong>
    ) : (
      text
    ),
  )
}
