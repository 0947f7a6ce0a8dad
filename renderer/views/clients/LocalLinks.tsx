/** The stdio links that are open: programs of this computer that speak without signing in. */
import { Letter } from '../../components/Letter.tsx'
import { Listening } from '../../components/Listening.tsx'
import { Section } from '../../components/Section.tsx'
import { heardLinks, type PresenceRow } from '../../../main/contract/who-listens.ts'
import type { Participants } from '../../data/shapes.ts'
import { hrefTo } from '../../navigation.ts'
import { nameOf } from '../../participants.ts'
import { clientsStrings as words } from '../../strings/clients.ts'
import { LinkBound } from './LinkBound.tsx'
import { localLinkKey } from '../traffic/data/row.ts'

interface Props {
  /** Whom the open links speak as, one entry per link. */
  links: readonly string[]
  participants: Participants
  presence: readonly PresenceRow[]
}

export function LocalLinks({ links, participants, presence }: Props) {
  if (links.length === 0) return null
  const speakers = [...new Set(links)].toSorted()
  return (
    <Section title={words.local} aside={words.links(links.length)}>
      <ul className="client-rows">
        {speakers.map((id) => {
          const heard = heardLinks(presence, id)
          const open = links.filter((link) => link === id).length
          return (
            <li key={id} className="client-row max-sm:flex-wrap">
              <Letter id={id} />
              <span className="min-w-0 leading-snug max-sm:grow max-sm:basis-48">
                <span className="font-medium wrap-anywhere">{nameOf(id, participants)}</span>
                <span className="block text-sm text-muted">
                  {open > 1 ? `${words.links(open)} · ` : ''}
                  {words.localLink}
                  {heard && (
                    <>
                      {' · '}
                      <Listening heard={heard} />
                    </>
                  )}
                </span>
                <LinkBound id={id} name={nameOf(id, participants)} />
              </span>
              <a
                className="link shrink-0 text-sm text-muted max-sm:ml-12 sm:ml-auto"
                href={hrefTo('traffic', 'client', localLinkKey(id))}
              >
                {words.traffic}
              </a>
            </li>
          )
        })}
      </ul>
      <p className="mt-3 max-w-prose text-sm text-muted">{words.localHint}</p>
    </Section>
  )
}
