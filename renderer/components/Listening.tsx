/** "listening now", "called 2 minutes ago", "away since 14:02": the same words wherever it is shown. */
import type { Heard } from '../../main/contract/who-listens.ts'
import { listeningStrings as words } from '../strings/listening.ts'
import { Time } from './Time.tsx'

export function Listening({ heard: { state, lastSeen } }: { heard: Heard }) {
  if (state === 'waiting') return words.now
  if (lastSeen === null) return words.never
  return (
    <>
      {words[state]} <Time iso={lastSeen} clock={state === 'away'} />
    </>
  )
}
