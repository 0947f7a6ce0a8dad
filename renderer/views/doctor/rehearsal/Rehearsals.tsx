/** The bridge pretends to be a client: begun here, followed step by step, approved in place. */
import { Button } from '../../../components/Button.tsx'
import { Disclosure } from '../../../components/Disclosure.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { Time } from '../../../components/Time.tsx'
import { useInvoke, useLoaded } from '../../../data/hooks.ts'
import { useAction } from '../../../data/use-action.ts'
import { hrefTo } from '../../../navigation.ts'
import { doctorStrings } from '../../../strings/doctor.ts'
import { Approvals } from '../../approvals/Approvals.tsx'
import { Part } from '../Part.tsx'
import { RehearsalReport, type Rehearsal } from './RehearsalReport.tsx'

const words = doctorStrings.rehearsal

export function Rehearsals() {
  const rehearsals = useLoaded('doctor.rehearsals', {})
  const { value: status } = useLoaded('status.get', {})
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  const [newest, ...earlier] = newestFirst(rehearsals.value ?? [])
  const running = newest?.state === 'running'
  const begin = (as: Rehearsal['as']): Promise<boolean> =>
    run(async () => {
      await invoke('doctor.rehearse', { as })
      rehearsals.reload()
    })
  return (
    <Part loaded={rehearsals}>
      <p className="mb-6 max-w-prose text-muted">{words.lead}</p>
      {status?.tunnel.mode === 'off' && (
        <p className="mb-6 max-w-prose">
          {words.local}{' '}
          <a className="link" href={hrefTo('setup', 'address')}>
            {words.openAddress}
          </a>
        </p>
      )}
      <div className="mb-10 flex flex-wrap gap-3">
        {(['chatgpt', 'claude'] as const).map((as) => (
          <Button
            key={as}
            kind={newest ? 'outline' : 'solid'}
            disabled={busy || running}
            onClick={() => void begin(as)}
          >
            {words.pretend(as)}
          </Button>
        ))}
      </div>
      <div className="space-y-12">
        {failure && <Problem problem={failure} />}
        {newest ? (
          <RehearsalReport rehearsal={newest} gate={<Approvals />} />
        ) : (
          <>
            <p className="text-muted">{words.none}</p>
            <Approvals />
          </>
        )}
        {earlier.length > 0 && <Earlier rehearsals={earlier} />}
      </div>
    </Part>
  )
}

function Earlier({ rehearsals }: { rehearsals: readonly Rehearsal[] }) {
  return (
    <section aria-labelledby="earlier">
      <h2 id="earlier" className="mb-4 font-serif text-2xl">
        {words.earlier}
      </h2>
      <ul className="space-y-4">
        {rehearsals.map((rehearsal) => (
          <li key={rehearsal.id}>
            <Disclosure
              label={
                <span>
                  {words.name(rehearsal.as)}, <Time iso={rehearsal.startedAt} />
                </span>
              }
            >
              <RehearsalReport rehearsal={rehearsal} />
            </Disclosure>
          </li>
        ))}
      </ul>
    </section>
  )
}

const newestFirst = (rehearsals: readonly Rehearsal[]): Rehearsal[] =>
  rehearsals.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))
