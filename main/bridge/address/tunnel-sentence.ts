/** The public address in one sentence, and nothing in it that is not known. */
import { awaitsProgram } from '../../contract/awaits-program.ts'
import { localTime } from '../base/local-time.ts'
import type { TunnelStatus } from '../tunnel/types.ts'

export function tunnelSentence(status: TunnelStatus): string {
  const { mode, state, publicUrl, lastProbe, lastError, waiting } = status
  if (mode === 'off') return status.stability
  if (state === 'ready' && publicUrl !== null) {
    if (lastProbe?.by === 'inside') return inside(publicUrl)
    if (lastProbe?.by === 'call') {
      return `Reachable at ${publicUrl}: a client called through it at ${localTime(lastProbe.at)}. This computer itself does not get there.`
    }
    const seen = lastProbe ? ` Last checked from outside at ${localTime(lastProbe.at)}.` : ''
    return `Reachable from outside at ${publicUrl}.${seen}`
  }
  if (awaitsProgram(status)) return noProgram
  if (state === 'waiting' && waiting) {
    const until = waiting.until === null ? '' : ` until ${localTime(waiting.until)}`
    return `Waiting${until}: ${waiting.reason}.`
  }
  if (lastError) return `${lastError.sentence} ${lastError.action}`
  if (state === 'stopped') return 'The public address is closed.'
  return publicUrl === null
    ? 'A public address is being opened.'
    : `The address ${publicUrl} is being opened.`
}

const noProgram =
  'There is no public address yet. Cloudflare’s program cloudflared opens one: fetch it here, or with `drawbridge tunnel fetch`. Programs on this computer need neither.'

const inside = (publicUrl: string): string =>
  `Reachable at ${publicUrl} from this computer's network. The internet does not know that name, so ChatGPT and Claude on the web cannot use it.`
