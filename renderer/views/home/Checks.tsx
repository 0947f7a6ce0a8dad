/** The ladder of checks: how each rung stands, and the one next step where there is one. */
import { Section } from '../../components/Section.tsx'
import { markWord, StatusMark } from '../../components/StatusMark.tsx'
import { Time } from '../../components/Time.tsx'
import { checkStrings as words } from '../../strings/checks.ts'
import type { Check } from './checks.ts'

export function Checks({ checks }: { checks: readonly Check[] | undefined }) {
  const open = checks?.filter(({ state }) => state !== 'ok' && state !== 'off').length ?? 0
  return (
    <Section
      title={words.title}
      aside={checks && (open === 0 ? words.allWell : words.open(open))}
      loading={!checks}
    >
      <ol className="ladder">
        {checks?.map((check) => (
          <li key={check.id} className="ladder-rung">
            <StatusMark state={check.state} label={markWord(check.state)} />
            <div className="min-w-0 grow">
              <h3 className="font-medium">{check.title}</h3>
              <p className="text-sm wrap-anywhere text-muted">
                {check.at ? check.detail.replace(/\.$/, '') : check.detail}
                {check.at && (
                  <>
                    {' · '}
                    <span className="whitespace-nowrap">
                      {check.atIs === 'since' && `${words.since} `}
                      <Time iso={check.at} clock={check.atIs === 'since'} />
                    </span>
                  </>
                )}
              </p>
              {check.next && (
                <p className="text-sm">
                  <a className="link" href={check.next.href}>
                    {check.next.label}
                  </a>
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
    </Section>
  )
}
