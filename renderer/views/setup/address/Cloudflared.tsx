/** The program that carries the address: which one it is, and fetching it with its progress. */
import { Button } from '../../../components/Button.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { Progress } from '../../../components/Progress.tsx'
import { useInvoke, useLoaded } from '../../../data/hooks.ts'
import { useAction } from '../../../data/use-action.ts'
import { addressStrings } from '../../../strings/setup.ts'
import type { Tunnel } from '../chapters.ts'

const words = addressStrings.fetch

export function Cloudflared({ tunnel }: { tunnel: Tunnel }) {
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  const { value: tasks } = useLoaded('tasks.list', {})
  const { cloudflared, protocol } = tunnel
  // Begun here, in another panel or by the command line: it is the same download.
  const download = tasks?.filter(({ kind }) => kind === 'download').at(-1)
  const running = download?.state === 'running'
  return (
    <div className="max-w-xl space-y-4">
      {cloudflared ? (
        <p className="text-sm wrap-anywhere">
          cloudflared {cloudflared.version} {protocol && addressStrings.state.over(protocol)}
          <br />
          <span className="font-mono text-muted">{cloudflared.path}</span>
        </p>
      ) : (
        <p>{addressStrings.state.noProgram}</p>
      )}
      {running ? (
        <Progress
          label={download.title}
          done={download.done}
          total={download.total}
          detail={download.detail}
        />
      ) : (
        <div className="space-y-1">
          <Button
            kind={cloudflared ? 'outline' : 'solid'}
            busy={busy}
            onClick={() => void run(() => invoke('tunnel.fetch', {}))}
          >
            {cloudflared ? words.again : words.action}
          </Button>
          <p className="text-sm text-muted">{words.hint}</p>
        </div>
      )}
      {failure && !running && <Problem problem={failure} />}
    </div>
  )
}
