/** A long text shows its beginning, and all of it when asked. */
import { useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { conversationStrings } from '../../../strings/conversation.ts'
import { beginningOf } from './beginning.ts'
import { RichText } from './RichText.tsx'

const words = conversationStrings.text

interface Props {
  text: string
  /** A thing to fold is named by its author for those who listen. */
  of: string
}

export function Folded({ text, of }: Props) {
  const [whole, setWhole] = useState(false)
  const beginning = beginningOf(text)
  if (beginning === undefined) return <RichText text={text} />
  return (
    <>
      <RichText text={whole ? text : beginning} />
      <Button
        kind="quiet"
        className="mt-1"
        aria-expanded={whole}
        aria-label={whole ? words.lessOf(of) : words.allOf(of)}
        onClick={() => setWhole(!whole)}
      >
        {whole ? words.less : words.all(text.length)}
      </Button>
    </>
  )
}
