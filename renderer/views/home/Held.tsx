/** The threads that have reached their bound: each with what it is about and the owner's three ways. */
import { HeldThread } from '../../components/HeldThread.tsx'
import { Section } from '../../components/Section.tsx'
import { useLoaded } from '../../data/hooks.ts'
import { hrefTo } from '../../navigation.ts'
import { heldStrings as words } from '../../strings/held.ts'

export function Held() {
  const { value: held = [] } = useLoaded('conversation.held', {})
  if (held.length === 0) return null
  return (
    <div className="begin-talk">
      <Section title={words.waiting}>
        <ul className="space-y-6">
          {held.map((thread) => (
            <li key={thread.id}>
              <p className="mb-2 font-medium wrap-anywhere" dir="auto">
                <a className="link" href={hrefTo('conversation', thread.id)}>
                  {thread.name ?? thread.title}
                </a>
              </p>
              <HeldThread thread={thread} title={thread.name ?? thread.title} />
            </li>
          ))}
        </ul>
      </Section>
    </div>
  )
}
