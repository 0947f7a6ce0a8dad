/** The way back to the list of talks. */
import { ArrowLeft } from 'lucide-react'
import { talkStrings } from '../../strings/talks.ts'
import { toTalks } from './place.ts'

export function BackToTalks() {
  return (
    <a className="talk-back" href={toTalks()}>
      <ArrowLeft aria-hidden="true" size={16} />
      {talkStrings.all}
    </a>
  )
}
