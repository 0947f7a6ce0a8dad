/** The addresses the provider sends people back to, and whether each is known to work. */
import { CopyButton } from '../../../components/CopyButton.tsx'
import { Section } from '../../../components/Section.tsx'
import { StatusMark } from '../../../components/StatusMark.tsx'
import { keysStrings } from '../../../strings/keys.ts'
import type { Identity } from '../../setup/chapters.ts'

const words = keysStrings.callbacks

export function Callbacks({ callbacks }: Pick<Identity, 'callbacks'>) {
  return (
    <Section title={words.title}>
      <ul className="rows">
        {callbacks.map(({ url, kind, state }) => (
          <li key={url} className="flex items-start gap-3">
            <span className="mt-1 flex">
              <StatusMark state={state === 'confirmed' ? 'ok' : 'waiting'} />
            </span>
            <p className="min-w-0 grow">
              <code className="wrap-anywhere">{url}</code>
              <span className="block text-sm text-muted">
                {words.kinds[kind]} · {words.states[state]}
              </span>
            </p>
            <CopyButton kind="quiet" text={url} label={url} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
