/** One entry of the audit trail: the sentence, when, and what exactly was recorded behind a click. */
import { Disclosure } from '../../../components/Disclosure.tsx'
import { Time } from '../../../components/Time.tsx'
import { auditSentence } from '../../../strings/audit.ts'
import { keysStrings } from '../../../strings/keys.ts'
import { factsOf, type AuditEntry } from './groups.ts'

export function AuditRow({ entry }: { entry: AuditEntry }) {
  const { at, kind, client, detail } = entry
  return (
    <li className="py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <p className="min-w-0 wrap-anywhere">{auditSentence(kind, client, detail)}</p>
        <p className="text-sm text-muted">
          <Time iso={at} />
        </p>
      </div>
      <Disclosure label={<span className="text-sm">{keysStrings.audit.detail}</span>}>
        <dl className="facts text-sm">
          {factsOf(entry).map(([name, value]) => (
            <div key={name} className="contents">
              <dt>{name}</dt>
              <dd className="font-mono wrap-anywhere">{value}</dd>
            </div>
          ))}
        </dl>
      </Disclosure>
    </li>
  )
}
