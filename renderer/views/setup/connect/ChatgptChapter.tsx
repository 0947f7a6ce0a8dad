/** Connecting ChatGPT, which needs a public address before anything else. */
import { useLoaded } from '../../../data/hooks.ts'
import { AtTheGate } from './AtTheGate.tsx'
import { ClientSetUp } from './ClientSetUp.tsx'
import { NeedsAddress } from './NeedsAddress.tsx'

export function ChatgptChapter() {
  const { value: list } = useLoaded('connect.list', {})
  const client = list?.find(({ id }) => id === 'chatgpt')
  if (!client) return null
  return (
    <div className="space-y-8">
      <NeedsAddress client={client} />
      <ClientSetUp client={client} />
      <AtTheGate />
    </div>
  )
}
