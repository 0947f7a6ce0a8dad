/** Files on their way: what is being shared, and what the owner has to decide first. */
import type { ReactNode } from 'react'
import { Button, ButtonLink } from '../../../components/Button.tsx'
import { Problem } from '../../../components/Problem.tsx'
import type { Participants } from '../../../data/shapes.ts'
import { nameOf } from '../../../participants.ts'
import { strings } from '../../../strings.ts'
import { conversationStrings } from '../../../strings/conversation.ts'
import { toFile } from '../place.ts'
import type { SharedFile } from './preview.ts'
import type { Sharing } from './use-sharing.ts'

const words = conversationStrings.sharing

interface Props {
  sharings: readonly Sharing[]
  files: readonly SharedFile[]
  participants: Participants
  onSend: (sharing: Sharing, after: number) => void
  onDrop: (id: string) => void
}

export function SharingList({ sharings, files, participants, onSend, onDrop }: Props) {
  if (sharings.length === 0) return null
  return (
    <ul aria-label={words.title} className="mb-4 space-y-4">
      {sharings.map((one) => {
        const current = files.find(({ name }) => name === one.name)
        const version = current?.version ?? 0
        const by = current ? nameOf(current.writtenBy, participants) : ''
        return (
          <li key={one.id} className="sharing">
            {one.state === 'sending' && (
              <p role="status" className="text-muted">
                {words.sending(one.name)}
              </p>
            )}
            {one.state === 'asks' && (
              <>
                <p className="wrap-anywhere">
                  {words.asks(one.name, one.after, nameOf(one.by, participants))}
                </p>
                <Choices>
                  <Button kind="solid" onClick={() => onSend(one, one.after)}>
                    {words.follow(one.after + 1)}
                  </Button>
                  <Button onClick={() => onDrop(one.id)}>{words.leave}</Button>
                </Choices>
              </>
            )}
            {one.state === 'changed' && (
              <div role="alert">
                <p className="font-medium wrap-anywhere">{words.changed(one.name)}</p>
                <p className="text-muted">{words.changedDetail(one.after, version, by)}</p>
                <Choices>
                  <ButtonLink href={toFile(one.name)}>{words.look(version)}</ButtonLink>
                  <Button onClick={() => onSend(one, version)}>{words.onTop(version + 1)}</Button>
                  <Button onClick={() => onDrop(one.id)}>{words.leave}</Button>
                </Choices>
              </div>
            )}
            {one.state === 'failed' && one.failure && (
              <Problem problem={one.failure}>
                <Button onClick={() => onSend(one, one.after)}>{strings.kit.tryAgain}</Button>
                <Button onClick={() => onDrop(one.id)}>{words.leave}</Button>
              </Problem>
            )}
          </li>
        )
      })}
    </ul>
  )
}

const Choices = ({ children }: { children: ReactNode }) => (
  <div className="mt-3 flex flex-wrap gap-3">{children}</div>
)
