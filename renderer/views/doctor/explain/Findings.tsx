/** What the doctor found: each explained, with what led to it. */
import { Disclosure } from '../../../components/Disclosure.tsx'
import type { MethodResult } from '../../../../main/contract.ts'
import { doctorStrings } from '../../../strings/doctor.ts'
import { Verdict } from '../Verdict.tsx'

type Found = MethodResult<'doctor.explain'>

const words = doctorStrings.explain

export function Findings({ findings }: { findings: Found }) {
  return (
    <section aria-label={words.findings(findings.length)}>
      <p role="status" className="sr-only">
        {words.findings(findings.length)}
      </p>
      <ul className="space-y-8">
        {findings.map(({ problem, evidence }, i) => (
          <li key={`${problem.code} ${i}`} className="space-y-3">
            <Verdict problem={problem} />
            {evidence && (
              <Disclosure label={words.evidence} open={findings.length === 1}>
                <pre className="evidence" tabIndex={0}>
                  {evidence}
                </pre>
              </Disclosure>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
