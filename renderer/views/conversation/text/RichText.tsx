/** What somebody wrote: plain text, code in its own type, addresses that ask before they open. */
import { Fragment, useMemo } from 'react'
import { CodeBlock } from '../../../components/CodeBlock.tsx'
import { conversationStrings } from '../../../strings/conversation.ts'
import { LinkText } from './LinkText.tsx'
import { blocksOf, type Inline } from './rich-text.ts'

const words = conversationStrings.text

export function RichText({ text }: { text: string }) {
  const blocks = useMemo(() => blocksOf(text), [text])
  return (
    <div className="said-blocks">
      {blocks.map((block, i) =>
        block.kind === 'code' ? (
          <CodeBlock key={i} label={block.language || words.code} code={block.text} />
        ) : (
          <p key={i} className="said" dir="auto">
            <Parts parts={block.parts} />
          </p>
        ),
      )}
    </div>
  )
}

function Parts({ parts }: { parts: readonly Inline[] }) {
  return parts.map((part, i) => (
    <Fragment key={i}>
      {part.kind === 'text' && part.text}
      {part.kind === 'code' && <code className="inline-code">{part.text}</code>}
      {part.kind === 'link' && <LinkText text={part.text} href={part.href} />}
    </Fragment>
  ))
}
