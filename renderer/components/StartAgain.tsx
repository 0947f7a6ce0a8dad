/** How the bridge is started again: by the command line, or with the app it belongs to. */
import { strings } from '../strings.ts'

export function StartAgain() {
  const { next, command, after, desktop } = strings.stopped
  if ('drawbridge' in window) return desktop
  return (
    <>
      {next} <code className="command">{command}</code>. {after}
    </>
  )
}
