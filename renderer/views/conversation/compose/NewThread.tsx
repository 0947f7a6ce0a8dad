/** The first message of a thread that does not exist yet. */
import { ChevronLeft } from 'lucide-react'
import type { Participants } from '../../../data/shapes.ts'
import { goTo } from '../../../navigation.ts'
import { conversationStrings } from '../../../strings/conversation.ts'
import { toThread, toThreads } from '../place.ts'
import { Composer } from './Composer.tsx'

const words = conversationStrings.thread

export function NewThread({ participants }: { participants: Participants }) {
  return (
    <>
      <header className="pane-head">
        <a className="back-link" href={toThreads()}>
          <ChevronLeft aria-hidden="true" size={16} />
          {words.all}
        </a>
        <h2 className="font-serif text-xl">{words.begin}</h2>
        <p className="text-sm text-muted">{words.beginDetail}</p>
      </header>
      <Composer
        participants={participants}
        onSent={({ thread }) => goTo(toThread(thread), { replace: true })}
      />
    </>
  )
}
