/** What happens after the last step of the guide, and where to look when nothing does. */
import { hrefTo } from '../../../navigation.ts'
import { connectStrings as words } from '../../../strings/setup.ts'

export function AtTheGate() {
  return (
    <p className="max-w-prose text-muted">
      {words.gate}{' '}
      <a className="link" href={hrefTo('doctor', 'connections')}>
        {words.doctor}
      </a>
    </p>
  )
}
