/** The page of an error as it stands in docs/errors/; all of them come with the panel. */
import { strings } from '../../strings.ts'
import { markdownOf } from './markdown.ts'
import { MarkdownBlocks } from './MarkdownBlocks.tsx'
import { pageOf } from './pages.ts'

interface Props {
  code: string
  /** Another page is wanted. */
  onCode: (code: string) => void
}

export function ErrorPage({ code, onCode }: Props) {
  const page = pageOf(code)
  if (page === undefined) return <p>{strings.kit.noPage}</p>
  return (
    <div className="error-page">
      <MarkdownBlocks blocks={markdownOf(page)} onCode={onCode} />
    </div>
  )
}
