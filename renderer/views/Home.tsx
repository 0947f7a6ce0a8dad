/** How things stand, at a glance: the picture, the address, the ladder, a question for two, who is here, what was said. */
import { Button } from '../components/Button.tsx'
import { Problem } from '../components/Problem.tsx'
import { StartAgain } from '../components/StartAgain.tsx'
import { useLink, useLoaded } from '../data/hooks.ts'
import { strings } from '../strings.ts'
import { Approvals } from './approvals/Approvals.tsx'
import { Address } from './home/Address.tsx'
import { Begin } from './home/Begin.tsx'
import { Checks } from './home/Checks.tsx'
import { checksOf } from './home/checks.ts'
import { AtGate } from './home/gate/AtGate.tsx'
import { Due } from './home/Due.tsx'
import { Held } from './home/Held.tsx'
import { Head } from './home/Head.tsx'
import { Newest } from './home/Newest.tsx'
import { People } from './home/People.tsx'
import { Talks } from './home/Talks.tsx'

export function Home() {
  const link = useLink()
  const { value: status, failure, reload } = useLoaded('status.get', {})
  const { value: approvals = [] } = useLoaded('approvals.list', {})
  const { value: clients } = useLoaded('clients.list', {})
  const { value: participants = [] } = useLoaded('participants.list', {})
  const { value: log } = useLoaded('conversation.log', {})
  const { value: identity } = useLoaded('identity.status', {})
  const { value: ladders = [] } = useLoaded('doctor.ladders', {})
  const { value: settings } = useLoaded('settings.get', {})

  const stopped = link === 'stopped'
  const checks =
    status && clients && !stopped ? checksOf({ status, clients, identity, ladders }) : undefined
  const untouched =
    status?.clients === 0 &&
    status.links.length === 0 &&
    settings?.settings.panel.guideDone === false
  return (
    <>
      <Head {...{ link, status, approvals, log }} clients={clients ?? []} />
      <div className="mx-auto max-w-6xl space-y-14 px-5 pb-24 sm:px-8">
        {stopped && <Stopped />}
        {!stopped && failure && (
          <Problem problem={failure}>
            <Button onClick={reload}>{strings.kit.tryAgain}</Button>
          </Problem>
        )}
        <Approvals />
        {!stopped && <AtGate />}
        {!stopped && <Held />}
        {!stopped && <Due />}
        {!stopped && untouched && <Begin />}
        {!stopped && <Talks status={status} clients={clients} />}
        <div className="grid gap-x-16 gap-y-14 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="min-w-0 space-y-14">
            {status && <Address status={status} clients={clients} />}
            <Newest log={log} participants={participants} />
          </div>
          <div className="min-w-0 space-y-14">
            {!stopped && <Checks checks={checks} />}
            <People {...{ stopped, status, participants }} clients={clients ?? []} />
          </div>
        </div>
      </div>
    </>
  )
}

function Stopped() {
  return (
    <div role="alert" className="border-l-4 border-accent pl-5 text-lg">
      <p>{strings.stopped.message}</p>
      <p className="text-muted">
        <StartAgain />
      </p>
    </div>
  )
}
