/**
 * A shared Markdown file as a page. Anybody may have written it: no link in it opens before it was
 * asked about, and only what leads to the web leads anywhere.
 */
import { memo, type ReactNode } from 'react'
import { Markdown, type MarkdownLook } from '../../../../components/markdown/Markdown.tsx'
import { LinkText } from '../../text/LinkText.tsx'
import { usePieces, type Read } from './use-pieces.ts'

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
  return <Markdown tree={piece} look={look} />
})

const look: MarkdownLook = {
  /** The page has a name already; what is the highest here comes below it. */
  heading(depth, inside) {
    if (depth === 1) return <h3 className="font-serif text-2xl">{inside}</h3>
    if (depth === 2) return <h4 className="font-serif text-xl">{inside}</h4>
    return <h5 className="font-medium">{inside}</h5>
  },
  link(href, words) {
    const url = URL.parse(href)
    if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return words
    return <LinkText text={words} href={url.href} />
  },
  codeClass: 'inline-code',
}
