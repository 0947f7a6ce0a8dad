/** The one page of the first panel. */
import { Problem } from '../components/Problem.tsx'
import type { PanelState } from '../store.ts'
import { strings } from '../strings.ts'
import type { Invoke } from '../transport.ts'
import { Address } from './Address.tsx'
import { Approvals } from './Approvals.tsx'
import { Clients } from './Clients.tsx'
import { Composer } from './Composer.tsx'
import { Conversation } from './Conversation.tsx'
import { Files } from './Files.tsx'
import { Head } from './Head.tsx'
import { People } from './People.tsx'
import { Secrets } from './Secrets.tsx'

export function Home({ state, invoke }: { state: PanelState; invoke: Invoke }) {
  const { data, link } = state
  const stopped = link === 'stopped'
  const participants = data.participants ?? []
  return (
    <>
      <Head state={state} />
      <main className="mx-auto max-w-6xl space-y-14 px-5 pb-24 sm:px-8">
        {stopped && <Stopped />}
        {!stopped && state.failure && <Problem failure={state.failure} />}
        <Approvals
          approvals={stopped ? [] : (data.approvals ?? [])}
          participants={participants}
          invoke={invoke}
        />
        {data.status && <Address status={data.status} />}
        <div className="grid gap-14 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-20">
          <div className="space-y-6">
            <Conversation
              log={data.log}
              total={data.status?.logEntries ?? 0}
              participants={participants}
            />
            <Composer participants={data.participants} disabled={stopped} invoke={invoke} />
          </div>
          <div className="space-y-12">
            <People status={data.status} participants={participants} invoke={invoke} />
            <Clients
              clients={data.clients}
              links={data.status?.links.length ?? 0}
              participants={participants}
              invoke={invoke}
            />
            <Files files={data.files} participants={participants} />
            {data.status && <Secrets secrets={data.status.secrets} />}
          </div>
        </div>
      </main>
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
