/** `drawbridge doctor`: how far each client came, how this computer is, and what an error text means. */
import { createReadStream } from 'node:fs'
import { errorCode } from '../bridge/base/error-code.ts'
import { BridgeError } from '../bridge/base/errors.ts'
import { printable } from '../host/printable.ts'
import type { MethodResult, Status } from '../contract.ts'
import type { CommandContext } from './context.ts'
import { rehearse } from './doctor-rehearse.ts'
import { checkLine, problemLines } from './doctor-words.ts'
import type { LocalClient } from './local-client.ts'
import { heardClient } from '../contract/who-listens.ts'
import { listeningWords } from './listening.ts'
import { ago } from './table.ts'
import { wrongUse } from './help.ts'

export interface DoctorOptions {
  har?: string | undefined
  error?: string | undefined
  /** Seconds a rehearsal may take. */
  timeout?: number | undefined
}

type Ladder = MethodResult<'doctor.ladders'>[number]
type Step = MethodResult<'doctor.system'>[number]
type Finding = MethodResult<'doctor.explain'>[number]
type HarAnswer = MethodResult<'doctor.har'>

export function doctor(
  context: CommandContext,
  [action, ...rest]: string[],
  options: DoctorOptions,
): Promise<void> {
  const { withBridgeOrNone, print } = context
  const reads = options.error !== undefined || options.har !== undefined
  if (action === 'rehearse' && !reads) {
    return rehearse(context, rest, options.timeout)
  }
  if (action !== undefined || options.timeout !== undefined) throw wrongUse('doctor')
  return withBridgeOrNone(async (bridge, runs) => {
    if (!reads) {
      const [ladders, { presence }, system] = await Promise.all([
        bridge.invoke('doctor.ladders', {}),
        bridge.invoke('status.get', {}),
        bridge.invoke('doctor.system', {}),
      ])
      return print({ ladders, system }, (found) => report(found, presence, runs))
    }
    const findings: Finding[] = []
    if (options.error !== undefined) {
      findings.push(...(await bridge.invoke('doctor.explain', { text: options.error })))
    }
    if (options.har === undefined) return print({ findings }, explained)
    const har = await upload(bridge, options.har)
    const { steps } = har
    print({ findings: [...findings, ...(har.findings ?? [])], steps }, explained)
  })
}

/** Characters of a HAR file in one request; they are tens of megabytes. */
const pieceBytes = 1024 * 1024

async function upload(bridge: LocalClient, path: string): Promise<HarAnswer> {
  const pieces = createReadStream(path, { encoding: 'utf8', highWaterMark: pieceBytes })
  let id: string | undefined
  let held = ''
  const send = (text: string, last: boolean) =>
    bridge.invoke('doctor.har', { ...(id !== undefined && { upload: id }), text, last })
  try {
    for await (const piece of pieces) {
      if (held !== '') id = (await send(held, false)).upload
      held = String(piece)
    }
  } catch (error) {
    const reasons: Record<string, string> = {
      ENOENT: 'it does not exist',
      EACCES: 'it may not be read',
      EISDIR: 'it is a folder',
    }
    const reason = reasons[errorCode(error) ?? '']
    if (reason === undefined) throw error
    throw new BridgeError('local-file-unusable', { path, reason }, { cause: error })
  }
  return send(held, true)
}

function report(
  { ladders, system }: { ladders: Ladder[]; system: Step[] },
  presence: Status['presence'],
  runs: boolean,
): string[] {
  return [
    'Clients',
    ...(!runs
      ? ['  Not known: no bridge is running on this data folder (drawbridge up).']
      : ladders.length === 0
        ? [
            '  No client has contacted its address yet. Programs linked on this computer: drawbridge link',
          ]
        : ladders.flatMap((ladder) => ladderLines(ladder, presence))),
    '',
    'This computer',
    ...system.flatMap(checkLine),
    '',
    'Try the whole way through your address: drawbridge doctor rehearse chatgpt',
  ]
}

function ladderLines(
  { name, clientId, lastAt, rungs, verdict, refreshedAt }: Ladder,
  presence: Status['presence'],
): string[] {
  const heard = heardClient(presence, clientId)
  const lastHeard = heard ? listeningWords(heard, Date.now()) : ago(lastAt, Date.now())
  const last = rungs.findLast(({ state }) => state === 'done')
  const failed = rungs.find(({ state }) => state === 'failed')
  const ended = verdict?.code === 'client-revoked'
  const state = ended ? '-' : verdict ? 'x' : '✓'
  const renewed =
    refreshedAt && !ended ? `, renewed its sign-in ${ago(refreshedAt, Date.now())}` : ''
  const came = last ? `came as far as "${last.title}"` : 'has not got in'
  return [
    `  ${state} ${printable(name)}: ${came}, ${lastHeard}${renewed}`,
    ...(verdict && failed?.request ? [`      ${printable(failed.request)}`] : []),
    ...problemLines(verdict),
  ]
}

function explained({ findings, steps = [] }: { findings: Finding[]; steps?: HarAnswer['steps'] }) {
  return [
    ...steps.map(({ title, ok }) => `  ${ok ? '✓' : 'x'} ${printable(title)}`),
    ...(steps.length > 0 ? [''] : []),
    ...(findings.length === 0 ? ['Nothing known was found in it.'] : []),
    ...findings.flatMap(({ problem, evidence }) => [printable(evidence), ...problemLines(problem)]),
  ]
}
