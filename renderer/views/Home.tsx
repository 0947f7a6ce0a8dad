/** How things stand, at a glance. */
import { Problem } from '../components/Problem.tsx'
import { useInvoke, useLink, useLoaded } from '../data/hooks.ts'
import { strings } from '../strings.ts'
import { Approvals } from './approvals/Approvals.tsx'
import { Address } from './home/Address.tsx'
import { Head } from './home/Head.tsx'
import { Newest } from './home/Newest.tsx'
import { People } from './home/People.tsx'

export function Home() {
  const link = useLink()
  const { value: status, failure } = useLoaded('status.get', {})
  const { value: approvals = [] } = useLoaded('approvals.list', {})
  const { value: clients = [] } = useLoaded('clients.list', {})
  const { value: participants = [] } = useLoaded('participants.list', {})
  const { value: log } = useLoaded('conversation.log', {})
  const invoke = useInvoke()
  return (
    <>
      <Head {...{ link, status, approvals, clients, log }} />
      <div className="mx-auto max-w-6xl space-y-14 px-5 pb-24 sm:px-8">
        {link === 'stopped' && <Stopped />}
        {link !== 'stopped' && failure && <Problem problem={failure} />}
        <Approvals />
        {status && <Address status={status} />}
        <Newest log={log} participants={participants} />
        <People status={status} participants={participants} invoke={invoke} />
      </div>
    </>
  )
}

function Stopped() {
  const { message, next, command, after } = strings.stopped
  return (
    <div role="alert" className="border-l-4 border-accent pl-5 text-lg">
      <p>{message}</p>
      <p className="text-muted">
        {next} <code className="command">{command}</code>. {after}
      </p>
    </div>
  )
}
