/** The page of an error as it stands in docs/errors/; all of them come with the panel. */
import { useMemo } from 'react'
import { strings } from '../../strings.ts'
import { Markdown, type MarkdownLook } from '../markdown/Markdown.tsx'
import { parseMarkdown } from '../markdown/parse-markdown.ts'
import { pageOf } from './pages.ts'

interface Props {
  code: string
  /** Another page is wanted. */
  onCode: (code: string) => void
}

export function ErrorPage({ code, onCode }: Props) {
  const page = pageOf(code)
  const tree = useMemo(() => parseMarkdown(page ?? ''), [page])
  if (page === undefined) return <p>{strings.kit.noPage}</p>
  return (
    <div className="error-page">
      <Markdown tree={tree} look={lookOf(onCode)} />
    </div>
  )
}

const lookOf = (onCode: Props['onCode']): MarkdownLook => ({
  heading: (_depth, inside) => <h3 className="font-serif text-xl">{inside}</h3>,
  link(href, _words, inside) {
    const code = /^([a-z0-9-]+)\.md$/.exec(href)?.[1]
    if (code !== undefined) {
      return (
        <button type="button" className="link" onClick={() => onCode(code)}>
          {inside}
        </button>
      )
    }
    // The other documents do not come with the panel.
    if (!href.startsWith('https://')) return inside
    return (
      <a className="link" href={href} target="_blank" rel="noopener noreferrer">
        {inside}
      </a>
    )
  },
  codeClass: 'named',
})
