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
          <li key={url} className="flex flex-wrap items-center gap-3">
            <StatusMark
              state={state === 'confirmed' ? 'ok' : 'waiting'}
              label={words.states[state]}
            />
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
