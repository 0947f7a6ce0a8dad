/** What the view "Doctor" says. */
import type { Failure, MethodResult } from '../../main/contract.ts'

type Side = NonNullable<MethodResult<'doctor.ladders'>[number]['verdict']>['side']
type Vendor = MethodResult<'doctor.rehearsals'>[number]['as']

const steps = (n: number): string => (n === 1 ? '1 step' : `${n} steps`)
const vendors: Record<Vendor, string> = { chatgpt: 'ChatGPT', claude: 'Claude' }

export const doctorStrings = {
  title: 'Doctor',
  lead: 'Why a connection does not work: which step, whose side, what to do.',
  parts: 'Ways to find out',
  part: {
    connections: 'Clients seen',
    rehearsal: 'Rehearsal',
    explain: 'What you saw',
    computer: 'This computer',
    report: 'Report',
  },

  sides: {
    bridge: 'On the side of the bridge',
    client: 'On the side of the client',
    owner: 'Yours to do',
    network: 'In between: the network',
    provider: 'At the provider you sign in with',
  } satisfies Record<Side, string>,

  connections: {
    lead: 'Every client that has contacted the bridge, and how far it got.',
    empty: 'No client has contacted the bridge yet.',
    emptyNext:
      'As soon as a client calls the address, each of its steps appears here. To test the path before that, run a rehearsal.',
    rehearse: 'Run a rehearsal',
    across: 'It came all the way across.',
    troubled: 'It came across, but something is wrong.',
    failed: (title: string) => `It failed at “${title}”.`,
    stopped: (title: string) => `It did not reach “${title}”.`,
    onItsWay: (title: string) => `On its way; next is “${title}”.`,
    came: (done: number, all: number) => `${done} of ${steps(all)}`,
    firstSeen: 'First seen',
    lastSeen: 'Last seen',
    refreshed: 'Renewed its sign-in',
    address: 'At',
    clientId: 'Client id',
    noClientId: 'None yet',
    rungs: 'Step by step',
    notYet: 'not yet',
    notNeeded: 'not needed',
    forget: 'Forget',
    forgetName: (name: string) => `Forget ${name}`,
    forgetTitle: (name: string) => `Forget what ${name} did?`,
    forgetMessage:
      'Only this record is removed. The client keeps its permission; the record starts again with its next request.',
    forgotten: (name: string) => `The record of ${name} is gone.`,
  },

  rehearsal: {
    lead: 'The bridge acts as a client and goes through the whole connection itself, from outside where there is a public address. So you see which step fails before ChatGPT or Claude says “something went wrong”.',
    vendors,
    pretend: (as: Vendor) => `Pretend to be ${vendors[as]}`,
    name: (as: Vendor) => `As ${vendors[as]}`,
    none: 'No rehearsal yet. One takes a few seconds, and asks you once to approve.',
    local:
      'There is no public address: the rehearsal stays on this computer, and says nothing about access from outside.',
    openAddress: 'Open an address',
    running: (done: number, all: number) =>
      `Step ${Math.min(done + 1, all)} of ${all} is under way.`,
    passed: 'Everything worked.',
    failed: (title: string) => `It failed at “${title}”.`,
    at: 'At',
    page: 'The page shows the number',
    approve: 'Type it below, as you would for the real one. It is only a test, and ends by itself.',
    earlier: 'Earlier rehearsals',
    tidy: 'A rehearsal cleans up after itself.',
  },

  steps: {
    of: (ms: string) => `of ${ms}`,
    deadline: (ms: string) => `${ms} allowed`,
    states: {
      waiting: 'not yet',
      running: 'under way',
      ok: 'in order',
      failed: 'failed',
      skipped: 'left out',
    },
  },

  explain: {
    textTitle: 'An error text',
    textLead: 'Paste what ChatGPT’s, Claude’s or your provider’s page said.',
    textLabel: 'What it said',
    textPlaceholder: 'Error fetching OAuth configuration…',
    explain: 'What does it mean?',
    nothing: 'The doctor does not know this text.',
    nothingNext:
      'Paste more of the page, record the browser’s requests as below, or run a rehearsal.',
    harTitle: 'A recording of your browser',
    harLead:
      'The browser can write down every request of a sign-in (a HAR file). The doctor finds the steps in it, and the one that failed.',
    harHow: 'How to make one',
    harSteps: [
      'Open the browser’s developer tools (F12), and there the tab “Network”.',
      'Tick “Preserve log”, then try to connect until it fails.',
      'Choose “Export HAR” and drop the file here.',
    ],
    harChoose: 'Choose a HAR file',
    harPrivate:
      'Nothing leaves this computer: the file is read by the bridge on it and not kept. Such a file contains passwords and sign-ins, so do not send it to anybody.',
    reading: (name: string) => `Reading ${name}`,
    stop: 'Stop',
    stopped: 'Stopped. Nothing of the file was kept.',
    unreadable: (name: string): Failure => ({
      code: 'local-file-unusable',
      message: `${name} could not be read from the disk.`,
      side: 'owner',
      next: 'Check that it is still there and that you may read it, then choose it again.',
      docs: 'docs/errors/local-file-unusable.md',
    }),
    of: (done: string, all: string) => `${done} of ${all}`,
    stepsFound: (n: number) =>
      n === 0 ? 'There is no OAuth sign-in in this file.' : `The sign-in in it: ${steps(n)}`,
    worked: 'worked',
    failed: 'failed',
    findings: (n: number) => (n === 1 ? 'What the doctor found' : `What the doctor found: ${n}`),
    noFindings: 'Nothing in it is known to be wrong.',
    evidence: 'What led to this',
  },

  computer: {
    lead: 'What the bridge needs of this computer.',
    look: 'Look again',
    outcome: (wrong: number, skipped: number) => {
      if (wrong > 0) return wrong === 1 ? 'One thing needs you.' : `${wrong} things need you.`
      if (skipped === 0) return 'Everything is in order.'
      const checks = skipped === 1 ? '1 check' : `${skipped} checks`
      return `Nothing wrong was found; ${checks} cannot be checked here.`
    },
  },

  report: {
    lead: 'One file that describes this bridge to somebody who helps you: versions, settings, states, and the newest traffic and sign-in events by kind and code.',
    without: 'What is not in it',
    withoutList: [
      'no text of a message, no file and no name of one',
      'no token, key or other secret',
      'no name of a client, an account or a computer, and no address',
    ],
    make: 'Make the report',
    readFirst: 'Read it before you give it to anybody. Nothing is sent: you decide where it goes.',
    save: 'Save the file',
    content: (name: string) => `All of ${name}`,
  },
}
