/** What is said of what waits for the owner at the gate. */
import { numberOf } from '../format.ts'

const kinds = {
  message: 'A message',
  note: 'A note',
  file: 'A file',
  'hand-in': 'A turn in a talk',
} as const

export const gateStrings = {
  title: (n: number) => `Waits at the gate (${numberOf(n)})`,
  nothing: 'Nothing waits at the gate',
  nothingDetail: 'What models send and you hold appears here.',
  left: (n: number) =>
    n === 0 ? 'Nothing is waiting any more' : `${numberOf(n)} wait at the gate`,
  keys: 'J and K move down and up, Enter lets through, E changes, B sends back.',
  what: (kind: keyof typeof kinds, from: string, to: readonly string[]) =>
    `${kinds[kind]} from ${from}${to.length > 0 ? ` to ${to.join(', ')}` : ''}`,
  found: (found: readonly string[]) => `May hold a secret: ${found.join(', ')}.`,
  bytes: (n: number) => `${numberOf(n)} bytes of binary data.`,
  compared: 'What the others know, and what waits',
  release: 'Let through',
  allow: 'Not a secret: let through',
  thread: 'Let the whole thread through',
  change: 'Change…',
  hide: 'Hide the secrets…',
  sendBack: 'Send back…',
  changeLabel: 'What goes through instead',
  changeHint: 'Both hear that you changed it; what was sent first is kept.',
  changeTurnHint:
    'Its seat hears that you changed it, and the others see it marked; what was handed in first is kept.',
  reasonLabel: 'Why you send it back',
  reasonHint: 'Its sender reads this. Nobody else has seen what was sent.',
  letChanged: 'Let through as changed',
  back: 'Send back',
  cancel: 'Not now',
}
