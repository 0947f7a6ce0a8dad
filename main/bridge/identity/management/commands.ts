/** The exact `auth0` command for each change, for owners who would rather type it themselves. */
import type { Change } from './change.ts'
import { requestFor, type Sending } from './requests.ts'

/** One for each change, null where nothing is sent or an earlier command does it too. */
export function commandsFor(changes: readonly Change[], sending: Sending): (string | null)[] {
  const ofClient = changes.filter(
    ({ step, state }) => step?.kind === 'client' && state === 'planned',
  )
  const together = ofClient.flatMap(({ step }) => step ?? [])
  return changes.map((change) => {
    if (change.step?.kind !== 'client') return command(change.step ? [change.step] : [], sending)
    return change === ofClient[0] ? command(together, sending) : null
  })
}

function command(steps: Parameters<typeof requestFor>[0], sending: Sending): string | null {
  const request = requestFor(steps, sending)
  if (request === null) return null
  const { method, path, body } = request
  return `auth0 api ${method.toLowerCase()} ${path} --data ${quoted(JSON.stringify(body))}`
}

/** For a POSIX shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
