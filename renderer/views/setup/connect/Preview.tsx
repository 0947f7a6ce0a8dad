/** The change in a client's settings, or the command to be run: shown first, done on a press, told after. */
import { useState } from 'react'
import type { MethodResult } from '../../../../main/contract.ts'
import { Button } from '../../../components/Button.tsx'
import { CodeBlock } from '../../../components/CodeBlock.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { Skeleton } from '../../../components/Skeleton.tsx'
import { useInvoke, useLoaded } from '../../../data/hooks.ts'
import { useAction } from '../../../data/use-action.ts'
import { connectStrings } from '../../../strings/setup.ts'
import type { Connectable } from '../chapters.ts'
import { Diff } from './Diff.tsx'

const words = connectStrings.preview

interface Props {
  client: Connectable['id']
  route: string
}

export function Preview({ client, route }: Props) {
  const invoke = useInvoke()
  const preview = useLoaded('connect.preview', { client, route })
  const { busy, failure, run, forget } = useAction()
  const [done, setDone] = useState<MethodResult<'connect.apply'>>()
  const shown = preview.value
  if (!shown) {
    return preview.failure ? <Problem problem={preview.failure} /> : <Skeleton lines={5} />
  }
  const { file, diff, creates, cleans, command, token, afterwards } = shown
  const nothing = command === null && diff === '' && cleans === null
  const apply = (): Promise<boolean> =>
    run(async () => setDone(await invoke('connect.apply', { client, route, token })))
  const again = (): void => {
    forget()
    setDone(undefined)
    preview.reload()
  }
  return (
    <div className="space-y-4">
      {command && <CodeBlock label={words.command} code={command.map(quoted).join(' ')} />}
      {cleans !== null && <p className="text-sm">{cleans}</p>}
      {file !== null && diff !== '' && (
        <>
          <Diff label={words.file(file)} diff={diff} />
          {creates && <p className="text-sm text-muted">{words.creates}</p>}
        </>
      )}
      {nothing && !done && <p className="text-muted">{words.nothing}</p>}
      {!done && !nothing && (
        <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
          <Button kind="solid" busy={busy} onClick={() => void apply()}>
            {command ? words.run : words.apply}
          </Button>
          {file !== null && <p className="text-sm text-muted">{words.note}</p>}
        </div>
      )}
      {failure && (
        <Problem problem={failure}>
          <Button onClick={again}>{words.look}</Button>
        </Problem>
      )}
      {done && (
        <div
          role="status"
          tabIndex={-1}
          className="space-y-2 outline-none"
          // The button that was pressed is gone; the focus stays where things go on.
          ref={takeFocus}
        >
          <p className="wrap-anywhere">
            <span className="font-medium">{connectStrings.applied.title}</span> {done.detail}
          </p>
          {afterwards !== null && <p className="text-lg">{afterwards}</p>}
          {done.backup !== null && (
            <p className="text-sm wrap-anywhere text-muted">
              {connectStrings.applied.backup(done.backup)}
            </p>
          )}
        </div>
      )}
    </div>
  )
}

const takeFocus = (node: HTMLElement | null): void => node?.focus()

/** As a person would type it. */
const quoted = (word: string): string =>
  /^[\w@%+=:,./\\-]+$/.test(word) ? word : `"${word.replaceAll(/(["\\$`])/g, '\\$1')}"`
