/** Where the keys of the bridge lie, and plainly so when that place is weak. */
import type { Status } from '../../../main/contract.ts'
import { Section } from '../../components/Section.tsx'
import { strings } from '../../strings.ts'

export function Secrets({ secrets }: { secrets: Status['secrets'] }) {
  return (
    <Section title={strings.secrets.title}>
      <p className="wrap-anywhere">{secrets.description}</p>
      {secrets.warning && (
        <p className="mt-3 border-l-2 border-accent pl-4 wrap-anywhere">{secrets.warning}</p>
      )}
    </Section>
  )
}
