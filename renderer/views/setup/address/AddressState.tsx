/** How the public address stands, in plain words; what carries it is one click away. */
import { awaitsProgram } from '../../../../main/contract/awaits-program.ts'
import { Button } from '../../../components/Button.tsx'
import { CopyField } from '../../../components/CopyField.tsx'
import { Disclosure } from '../../../components/Disclosure.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { StatusMark, type MarkState } from '../../../components/StatusMark.tsx'
import { Time } from '../../../components/Time.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import { useAction } from '../../../data/use-action.ts'
import { hrefTo } from '../../../navigation.ts'
import { addressStrings } from '../../../strings/setup.ts'
import type { Tunnel } from '../chapters.ts'
import { Cloudflared } from './Cloudflared.tsx'

const words = addressStrings.state

const marks: Record<Tunnel['state'], MarkState> = {
  stopped: 'off',
  starting: 'working',
  connecting: 'working',
  verifying: 'working',
  ready: 'ok',
  degraded: 'attention',
  waiting: 'waiting',
  failed: 'failed',
}

interface Props {
  tunnel: Tunnel
  mcpUrl: string
}

export function AddressState(props: Props) {
  return awaitsProgram(props.tunnel) ? <NotOpened {...props} /> : <Opened {...props} />
}

/** No fault: the one step to an address, for whoever wants one. */
function NotOpened({ tunnel }: Props) {
  return (
    <section aria-label={words.title} className="space-y-5">
      <div className="flex items-start gap-3">
        <span className="mt-1.5 flex">
          <StatusMark state="waiting" />
        </span>
        <div className="min-w-0" role="status">
          <h3 className="font-serif text-xl">{words.notYet}</h3>
          <p className="text-sm text-muted">{words.notNeeded}</p>
        </div>
      </div>
      <Cloudflared tunnel={tunnel} />
    </section>
  )
}

function Opened({ tunnel, mcpUrl }: Props) {
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  const { state, detail, stability, lastProbe, lastError, waiting, mode, publicUrl } = tunnel
  // Not every address that works is reached from outside.
  const otherwise = state === 'ready' && lastProbe !== null && lastProbe.by !== 'outside'
  // Where it is ready or in trouble, what stands around it says it better.
  const known = (state === 'ready' && !otherwise) || lastError !== null
  const plain = waiting?.reason ?? (known ? null : detail)
  const troubled = ['failed', 'waiting', 'degraded', 'stopped'].includes(state)
  return (
    <section aria-label={words.title} className="space-y-5">
      <div className="flex items-start gap-3">
        <span className="mt-1.5 flex">
          <StatusMark state={marks[state]} />
        </span>
        <div className="min-w-0" role="status">
          <h3 className="font-serif text-xl">{otherwise ? words.otherwise : words.kinds[state]}</h3>
          {plain !== null && <p className="wrap-anywhere">{plain}</p>}
          <p className="text-sm text-muted">
            {stability}
            {lastProbe?.ok === true && state === 'ready' && !otherwise && (
              <>
                {' '}
                {words.probe(lastProbe.tookMs)} · <Time iso={lastProbe.at} />
              </>
            )}
          </p>
        </div>
      </div>
      {publicUrl !== null && (state === 'ready' || state === 'degraded') && (
        <CopyField label={words.address} value={mcpUrl} />
      )}
      {lastError && troubled && (
        <Problem problem={{ ...lastError, side: 'network', link: null }} alert={false} />
      )}
      {troubled && (
        <div className="flex flex-wrap items-center gap-4">
          <Button busy={busy} onClick={() => void run(() => invoke('tunnel.restart', {}))}>
            {words.restart}
          </Button>
          <a className="link" href={hrefTo('doctor', 'computer')}>
            {words.doctor}
          </a>
          {waiting?.until && (
            <p className="text-sm text-muted">
              {words.until} <Time iso={waiting.until} />.
            </p>
          )}
        </div>
      )}
      {failure && <Problem problem={failure} />}
      {mode !== 'own-url' &&
        (tunnel.cloudflared === null && troubled ? (
          <Cloudflared tunnel={tunnel} />
        ) : (
          <Disclosure label={words.program}>
            <Cloudflared tunnel={tunnel} />
          </Disclosure>
        ))}
    </section>
  )
}
