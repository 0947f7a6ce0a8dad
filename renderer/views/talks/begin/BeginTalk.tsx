/** Begins a talk: a question and Enter is enough; files, the way of working and the bounds can be chosen. */
import { X } from 'lucide-react'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { Button, ButtonLink } from '../../../components/Button.tsx'
import { Disclosure } from '../../../components/Disclosure.tsx'
import { FileDrop } from '../../../components/FileDrop.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { useLoaded } from '../../../data/hooks.ts'
import { hrefTo } from '../../../navigation.ts'
import { talkStrings } from '../../../strings/talks.ts'
import { SharingList } from '../../conversation/files/SharingList.tsx'
import { Options } from './Options.tsx'
import { useBegin } from './use-begin.ts'

const words = talkStrings.begin

/** `focused`: it is what one came for. */
export function BeginTalk({ focused = false }: { focused?: boolean }) {
  const talk = useBegin()
  const { value: status } = useLoaded('status.get', {})
  const field = useRef<HTMLTextAreaElement>(null)
  const raised = status?.position === 'raised'
  useEffect(() => {
    if (focused) setTimeout(() => field.current?.focus())
  }, [focused])
  const keys = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    if (!raised) void talk.begin()
  }
  if (talk.present && talk.present.length < 2) return <TooFew />
  return (
    <form
      aria-label={words.title}
      onSubmit={(event) => {
        event.preventDefault()
        void talk.begin()
      }}
    >
      <FileDrop label={words.addFile} onFiles={talk.share}>
        <textarea
          ref={field}
          className="paper begin-question"
          aria-label={words.question}
          aria-invalid={talk.missing || undefined}
          placeholder={talk.files.length > 0 ? words.withFiles : words.placeholder}
          rows={2}
          dir="auto"
          value={talk.question}
          onChange={(event) => talk.ask(event.target.value)}
          onKeyDown={keys}
        />
        {talk.missing && <p className="mb-2 text-sm text-danger">{words.noQuestion}</p>}
        <Files names={talk.files} onDrop={talk.leaveOut} />
      </FileDrop>
      <div className="mt-3">
        <SharingList
          sharings={talk.sharings}
          files={talk.shared}
          participants={talk.participants}
          onSend={talk.send}
          onDrop={talk.drop}
        />
      </div>
      <p className="begin-plan">
        <span className="min-w-0">
          {talk.form && words.plan(talk.form.title, talk.seats.map(talk.nameOf))}
          <span className="block text-sm text-muted">{talk.form?.goodFor}</span>
        </span>
        <Button kind="solid" type="submit" busy={talk.busy} disabled={raised || talk.sending}>
          {words.start}
        </Button>
      </p>
      {raised && <p className="mt-2 text-accent">{words.raised}</p>}
      {talk.failure && (
        <div className="mt-4">
          <Problem problem={talk.failure} />
        </div>
      )}
      <div className="mt-4">
        <Disclosure label={words.options}>
          <Options talk={talk} />
        </Disclosure>
      </div>
    </form>
  )
}

function Files({ names, onDrop }: { names: readonly string[]; onDrop: (name: string) => void }) {
  if (names.length === 0) return null
  return (
    <ul aria-label={words.files} className="mb-2 flex flex-wrap gap-2">
      {names.map((name) => (
        <li key={name} className="chip">
          <span className="min-w-0 wrap-anywhere">{name}</span>
          <button type="button" aria-label={words.fileGone(name)} onClick={() => onDrop(name)}>
            <X aria-hidden="true" size={14} />
          </button>
        </li>
      ))}
    </ul>
  )
}

function TooFew() {
  return (
    <div className="max-w-prose">
      <p className="font-serif text-xl">{words.needTwo}</p>
      <p className="mb-4 text-muted">{words.needTwoDetail}</p>
      <ButtonLink kind="solid" href={hrefTo('setup', 'chatgpt')}>
        {words.connect}
      </ButtonLink>
    </div>
  )
}
