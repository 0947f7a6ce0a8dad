/** What went wrong and what to do, in the bridge's own words; its code opens a page that says more. */
import { ExternalLink } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Failure, MethodResult } from '../../main/contract.ts'
import { strings } from '../strings.ts'
import { ErrorCode } from './error-page/ErrorCode.tsx'
import { WithCode } from './WithCode.tsx'

/** A problem as the catalogue writes it down, inside an answer that was itself no failure. */
export type KnownProblem = NonNullable<MethodResult<'identity.steps'>[number]['check']['problem']>

interface Props {
  problem: Failure | KnownProblem
  /** Announced at once; leave it out for what was there when the page was opened. */
  alert?: boolean
  /** Buttons, for example "Try again". */
  children?: ReactNode
}

export function Problem({ problem, alert = true, children }: Props) {
  const { message, next, link, hasPage } = wordsOf(problem)
  return (
    <div role={alert ? 'alert' : undefined} className="border-l-2 border-accent py-1 pl-4">
      <p className="font-medium wrap-anywhere">
        <WithCode text={message} />
      </p>
      <p className="text-muted wrap-anywhere">
        <WithCode text={next} />{' '}
        {hasPage ? (
          <ErrorCode code={problem.code} />
        ) : (
          <code className="text-sm">{problem.code}</code>
        )}
      </p>
      {link && (
        <a
          className="link inline-flex items-center gap-1"
          href={link}
          target="_blank"
          rel="noreferrer"
        >
          {strings.kit.openPage}
          <ExternalLink aria-hidden="true" size={14} />
        </a>
      )}
      {children && <div className="mt-3 flex flex-wrap gap-3">{children}</div>}
    </div>
  )
}

function wordsOf(problem: Failure | KnownProblem) {
  if ('message' in problem) {
    const { message, next, docs } = problem
    // What the panel itself says has no page.
    return { message, next, link: null, hasPage: docs !== '' }
  }
  return { message: problem.sentence, next: problem.action, link: problem.link, hasPage: true }
}
