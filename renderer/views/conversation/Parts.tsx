/** The parts of the conversation, each a place with an address of its own. */
import { conversationStrings } from '../../strings/conversation.ts'
import { toFiles, toLog, toThreads, type ConversationPlace } from './place.ts'

const words = conversationStrings.parts

interface Props {
  place: ConversationPlace
  files: number
}

export function Parts({ place, files }: Props) {
  const { part } = place
  const parts = [
    {
      label: words.messages,
      href: toThreads(),
      here: part !== 'files' && part !== 'log' && part !== 'search',
    },
    { label: words.files(files), href: toFiles(), here: part === 'files' },
    { label: words.log, href: toLog(), here: part === 'log' },
  ]
  return (
    <nav aria-label={words.title} className="tabs conversation-parts">
      {parts.map(({ label, href, here }) => (
        <a
          key={href}
          className="tab"
          href={href}
          aria-current={here ? 'page' : undefined}
          data-active={here || undefined}
        >
          {label}
        </a>
      ))}
    </nav>
  )
}
