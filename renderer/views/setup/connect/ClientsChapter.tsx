/** Every client without a chapter of its own, and one of them in full. */
import { ChevronLeft } from 'lucide-react'
import { StatusMark } from '../../../components/StatusMark.tsx'
import { useLoaded } from '../../../data/hooks.ts'
import { hrefTo } from '../../../navigation.ts'
import { connectStrings as words } from '../../../strings/setup.ts'
import { isOther } from '../chapters.ts'
import { ClientSetUp, markOf } from './ClientSetUp.tsx'
import { NeedsAddress } from './NeedsAddress.tsx'

export function ClientsChapter({ path }: { path: readonly string[] }) {
  const { value: list = [] } = useLoaded('connect.list', {})
  const [id] = path
  if (id !== undefined) {
    const client = list.find((one) => one.id === id)
    return (
      <div className="space-y-6">
        <a className="link inline-flex items-center gap-1" href={hrefTo('setup', 'clients')}>
          <ChevronLeft aria-hidden="true" size={16} />
          {words.all}
        </a>
        {client ? (
          <>
            <h3 className="font-serif text-2xl">{client.name}</h3>
            <NeedsAddress client={client} />
            <ClientSetUp key={client.id} client={client} />
          </>
        ) : (
          <p>{words.unknownClient}</p>
        )}
      </div>
    )
  }
  return (
    <ul className="rows">
      {list.filter(isOther).map(({ id: one, name, state, detail, installed }) => (
        <li key={one}>
          <a className="group flex items-start gap-3" href={hrefTo('setup', 'clients', one)}>
            <span className="mt-1 flex">
              <StatusMark state={markOf[state]} label={words.states[state]} />
            </span>
            <span className="min-w-0 grow">
              <span className="font-medium group-hover:underline">{name}</span>
              <span className="block text-sm wrap-anywhere text-muted">{detail}</span>
            </span>
            <span className="text-sm whitespace-nowrap text-muted">
              {words.installed[installed]}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}
