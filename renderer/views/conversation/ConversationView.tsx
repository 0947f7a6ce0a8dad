/** What is said and shared: threads, files, what was found, and the log beneath it all. */
import type { ReactNode } from 'react'
import { ButtonLink } from '../../components/Button.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ViewFrame } from '../../components/ViewFrame.tsx'
import { useLoaded } from '../../data/hooks.ts'
import { conversationStrings } from '../../strings/conversation.ts'
import { ExportMenu } from './export/ExportMenu.tsx'
import { FilesPane } from './files/FilesPane.tsx'
import { Log } from './log/Log.tsx'
import { MessagesPane } from './messages/MessagesPane.tsx'
import { useThreads } from './messages/use-threads.ts'
import { Parts } from './Parts.tsx'
import { placeIn, toNew, type ConversationPlace } from './place.ts'
import { SearchField } from './search/SearchField.tsx'
import { SearchResults } from './search/SearchResults.tsx'

const words = conversationStrings

export function ConversationView({ path }: { path: readonly string[] }) {
  const place = placeIn(path)
  const { threads, unread } = useThreads()
  const participants = useLoaded('participants.list', {})
  const files = useLoaded('files.list', {})
  return (
    <ViewFrame
      full
      title={words.title}
      needs={[threads, participants, files]}
      actions={
        <>
          <SearchField query={place.part === 'search' ? place.query : undefined} />
          <ExportMenu />
        </>
      }
    >
      <Parts place={place} files={files.value?.length ?? 0} />
      <div className="conversation-part">{partOf(place)}</div>
    </ViewFrame>
  )

  function partOf(now: ConversationPlace): ReactNode {
    const people = participants.value ?? []
    if (now.part === 'files') {
      return <FilesPane files={files.value ?? []} participants={people} name={now.name} />
    }
    if (now.part === 'search') return <SearchResults query={now.query} participants={people} />
    if (now.part === 'log') return <Log key={now.seq} seq={now.seq} participants={people} />
    const nothing = threads.value?.length === 0 && now.part === 'threads'
    return nothing ? (
      <Silence />
    ) : (
      <MessagesPane
        place={now}
        threads={threads.value ?? []}
        unread={unread}
        participants={people}
      />
    )
  }
}

function Silence() {
  const { none, noneDetail, begin } = words.threads
  return (
    <EmptyState
      title={none}
      action={
        <ButtonLink kind="solid" href={toNew()}>
          {begin}
        </ButtonLink>
      }
    >
      {noneDetail}
    </EmptyState>
  )
}
