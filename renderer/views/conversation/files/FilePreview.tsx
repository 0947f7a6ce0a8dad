/** One version of a file: text as it stands, a small picture, or why it is not shown. */
import { lazy, Suspense, useState } from 'react'
import { Problem } from '../../../components/Problem.tsx'
import { Skeleton } from '../../../components/Skeleton.tsx'
import { useLoaded } from '../../../data/hooks.ts'
import { conversationStrings } from '../../../strings/conversation.ts'
import {
  isMarkdown,
  previewOf,
  previewPlan,
  type FileContent,
  type FileVersion,
} from './preview.ts'

const words = conversationStrings.preview

/** With its parser, and so only for who looks at such a file. */
const MarkdownText = lazy(() =>
  import('./markdown/MarkdownText.tsx').then((loaded) => ({ default: loaded.MarkdownText })),
)

export function FilePreview({ version }: { version: FileVersion }) {
  if (version.deleted) return <p className="text-muted">{words.deleted}</p>
  if (version.size === 0) return <p className="text-muted">{words.empty}</p>
  const plan = previewPlan(version)
  if (plan !== 'read') {
    return <p className="text-muted">{plan === 'too-large' ? words.tooLarge : words.notShown}</p>
  }
  return <Fetched name={version.name} version={version.version} />
}

function Fetched({ name, version }: { name: string; version: number }) {
  const { value, failure } = useLoaded('files.read', { name, version })
  if (failure) return <Problem problem={failure} />
  return value ? <Content key={version} file={value} /> : <Skeleton lines={6} />
}

function Content({ file }: { file: FileContent }) {
  const [broken, setBroken] = useState(false)
  const preview = previewOf(file)
  if (preview.kind === 'text') {
    const plain = (
      <pre
        className="file-text"
        tabIndex={0}
        role="region"
        aria-label={words.label(file.name, file.version)}
        dir="auto"
      >
        {preview.text}
      </pre>
    )
    return isMarkdown(file) ? (
      <Suspense fallback={<Skeleton lines={6} />}>
        <MarkdownText
          text={preview.text}
          label={words.label(file.name, file.version)}
          plain={plain}
        />
      </Suspense>
    ) : (
      plain
    )
  }
  if (preview.kind === 'bytes' || broken) return <p className="text-muted">{words.notShown}</p>
  return (
    <img
      className="max-h-[70vh] max-w-full rounded-md border border-line bg-sheet"
      src={preview.source}
      alt={words.label(file.name, file.version)}
      onError={() => setBroken(true)}
    />
  )
}
