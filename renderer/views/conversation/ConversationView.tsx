/** What is said and shared. */
import { ViewFrame } from '../../components/ViewFrame.tsx'
import { useInvoke, useLink, useLoaded } from '../../data/hooks.ts'
import { conversationStrings } from '../../strings/conversation.ts'
import { Composer } from './Composer.tsx'
import { Conversation } from './Conversation.tsx'
import { Files } from './Files.tsx'

export function ConversationView() {
  const log = useLoaded('conversation.log', {})
  const status = useLoaded('status.get', {})
  const participants = useLoaded('participants.list', {})
  const files = useLoaded('files.list', {})
  const stopped = useLink() === 'stopped'
  const invoke = useInvoke()
  const people = participants.value ?? []
  return (
    <ViewFrame title={conversationStrings.title} needs={[log, status, participants, files]}>
      <div className="grid gap-14 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-20">
        <div className="space-y-6">
          <Conversation
            log={log.value}
            total={status.value?.logEntries ?? 0}
            participants={people}
          />
          <Composer participants={participants.value} disabled={stopped} invoke={invoke} />
        </div>
        <Files files={files.value} participants={people} />
      </div>
    </ViewFrame>
  )
}
