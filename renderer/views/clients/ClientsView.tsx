/** Who may connect, and as whom; who asks to. */
import { ViewFrame } from '../../components/ViewFrame.tsx'
import { useInvoke, useLoaded } from '../../data/hooks.ts'
import { clientsStrings } from '../../strings/clients.ts'
import { Approvals } from '../approvals/Approvals.tsx'
import { ClientList } from './ClientList.tsx'

export function ClientsView() {
  const clients = useLoaded('clients.list', {})
  const status = useLoaded('status.get', {})
  const participants = useLoaded('participants.list', {})
  const invoke = useInvoke()
  return (
    <ViewFrame title={clientsStrings.title} needs={[clients, status, participants]}>
      <div className="space-y-14">
        <Approvals />
        <ClientList
          clients={clients.value}
          links={status.value?.links.length ?? 0}
          participants={participants.value ?? []}
          invoke={invoke}
        />
      </div>
    </ViewFrame>
  )
}
