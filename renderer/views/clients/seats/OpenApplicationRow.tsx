/** One application that is told for a participant; whether it could be now can be tested. */
import type { MethodResult } from '../../../../main/contract.ts'
import { Button } from '../../../components/Button.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import type { Participants } from '../../../data/shapes.ts'
import { nameOf } from '../../../participants.ts'
import { openApplicationStrings as words } from '../../../strings/open-applications.ts'
import { ParticipantRow, useTrial } from './ParticipantRow.tsx'

type Way = MethodResult<'wake.list'>[number]['ways'][number]

interface Props {
  application: Way & { participant: string }
  participants: Participants
}

export function OpenApplicationRow({
  application: { participant, way, target },
  participants,
}: Props) {
  const name = nameOf(participant, participants)
  const title = words.ways[way]
  const invoke = useInvoke()
  const { busy, problem, run, test } = useTrial(
    () => invoke('wake.test', { participant, way }),
    words.testGood(title),
  )
  return (
    <ParticipantRow
      {...{ participant, name, problem }}
      about={
        <>
          {words.told(title)} · {target}
        </>
      }
      acts={
        <>
          <Button aria-label={words.testOf(title, name)} busy={busy} onClick={test}>
            {words.test}
          </Button>
          <Button
            aria-label={words.removeOf(title, name)}
            onClick={() => void run(() => invoke('wake.set', { participant, way, target: null }))}
          >
            {words.remove}
          </Button>
        </>
      }
    />
  )
}
