/** The field that searches messages, notes and files while one types. */
import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { goTo } from '../../../navigation.ts'
import { conversationStrings } from '../../../strings/conversation.ts'
import { toSearch, toThreads } from '../place.ts'

const words = conversationStrings.search
const PAUSE_MS = 200

interface Props {
  /** What is searched for now; undefined where nothing is. */
  query: string | undefined
}

export function SearchField({ query }: Props) {
  const [text, setText] = useState(query ?? '')
  const [shown, setShown] = useState(query)
  const field = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // Somebody went to a search, or away from it, by another way.
  if (query !== shown) {
    setShown(query)
    if (query === undefined || query !== text.trim()) setText(query ?? '')
  }
  const asked = query === ''
  useEffect(() => {
    // After the frame has moved the focus to the view.
    const later = asked ? setTimeout(() => field.current?.focus()) : undefined
    return () => clearTimeout(later)
  }, [asked])
  useEffect(() => () => clearTimeout(timer.current), [])

  const go = (wanted: string): void => {
    clearTimeout(timer.current)
    // Each letter is no place to come back to; the first search is.
    if (wanted !== (query ?? '')) goTo(toSearch(wanted), { replace: query !== undefined })
  }
  return (
    <form
      role="search"
      className="relative max-sm:min-w-0 max-sm:grow"
      onSubmit={(event) => {
        event.preventDefault()
        go(text.trim())
      }}
    >
      <Search
        aria-hidden="true"
        size={16}
        className="pointer-events-none absolute inset-y-0 left-3 my-auto text-muted"
      />
      <input
        ref={field}
        type="search"
        className="input w-full pl-9 sm:w-64"
        aria-label={words.label}
        placeholder={words.placeholder}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          const { value } = event.target
          setText(value)
          clearTimeout(timer.current)
          timer.current = setTimeout(() => go(value.trim()), PAUSE_MS)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && query !== undefined) goTo(toThreads())
        }}
      />
    </form>
  )
}
