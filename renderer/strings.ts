/**
 * Every word the panel says, one file per area in strings/. Joined here is what the frame and Home
 * need at once; the other views import their own, so that it is loaded with them.
 */
import type { Failure } from '../main/contract.ts'
import { approvalStrings, scopeStrings } from './strings/approvals.ts'
import { frameStrings } from './strings/frame.ts'
import { kitStrings } from './strings/kit.ts'

const failure = (code: string, message: string, next: string): Failure => ({
  code,
  message,
  side: 'bridge',
  next,
  docs: '',
})

export const strings = {
  name: 'Drawbridge',
  frame: frameStrings,
  kit: kitStrings,

  /** Of the window: who waits, where one is. */
  title: (waiting: number, view?: string) =>
    `${waiting > 0 ? `(${waiting}) ` : ''}${view ? `${view} · ` : ''}Drawbridge`,

  head: {
    picture: {
      lowered: 'A drawbridge between two towers, lowered: messages can cross.',
      guarded:
        'A drawbridge between two towers, lowered, its gates closed: what is sent waits for you.',
      raised: 'A drawbridge between two towers, raised: nothing crosses.',
    },
    connecting: 'Looking for the bridge…',
    stopped: 'The bridge has stopped.',
    asks: (name: string) => `${name} asks to cross.`,
    ask: (n: number) => `${n} ask to cross.`,
    raised: 'The bridge is raised.',
    guarded: (n: number) =>
      n === 0 ? 'The bridge is guarded.' : `The bridge is guarded: ${n} at the gate.`,
    quiet: 'The bridge is open. Nobody has crossed yet.',
    open: 'The bridge is open.',
    claude: 'Claude',
    chatgpt: 'ChatGPT',
    unknown: 'not connected',
  },

  stopped: {
    message: 'Nothing crosses, and what you see below may be old. Nothing is lost.',
    next: 'Start it again with',
    command: 'drawbridge up',
    after: 'Then open the link it prints; this page looks for the bridge meanwhile.',
    desktop: 'Quit Drawbridge and open it again.',
  },
  signedOut: {
    title: 'Open a fresh link',
    message:
      'The bridge is running, but this browser is not signed in to its panel. That happens when the bridge was restarted.',
    next: 'Run this in a terminal and open the link it prints:',
    command: 'drawbridge panel',
    retry: 'Try again',
  },
  unreachable: failure(
    'bridge-unreachable',
    'The bridge does not answer.',
    'Check that it is running, then try again. Nothing was lost.',
  ),
  unexpected: (detail: string) =>
    failure(
      'panel-failed',
      `The panel met something unexpected: ${detail}`,
      'Load the page again.',
    ),
  loading: 'Loading…',

  approvals: approvalStrings,
  scopes: scopeStrings,

  secrets: { title: 'Where keys are kept' },
}
