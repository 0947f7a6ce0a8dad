/** The ladder of checks on Home, in plain words. */
export const checkStrings = {
  title: 'The way across',
  allWell: 'Everything is in order.',
  open: (n: number) => (n === 1 ? '1 step to do' : `${n} steps to do`),
  since: 'since',
  askDoctor: 'Find out why',
  local: {
    title: 'The bridge on this computer',
    ok: (url: string) => `It answers at ${url}`,
  },
  tunnel: {
    title: 'The public address',
    off: 'There is none: only programs on this computer get in.',
    notYet: 'None yet: only programs on this computer get in.',
    open: 'Open one',
    mend: 'Look at the address',
  },
  reachable: {
    title: 'Reachable from outside',
    off: 'Not without a public address.',
    unknown: 'Not tried yet.',
    ok: (ms: number) => `A call from outside came back in ${ms} ms`,
  },
  signIn: {
    title: 'Sign-in',
    unknown: 'Not known yet.',
    here: 'You approve every client on this computer',
    elsewhere: (name: string) => `You sign in at ${name}`,
    unbound: (name: string) => `${name} is set up, but nobody is bound as the owner.`,
    drift: (name: string) => `The address changed; ${name} still has the old callback address.`,
    finish: 'Finish it',
  },
  chatgpt: { title: 'ChatGPT', connect: 'Connect ChatGPT' },
  claude: { title: 'Claude', connect: 'Connect Claude' },
  client: {
    waiting: 'Listening',
    linked: 'Linked on this computer',
    used: 'Connected',
    left: 'Was linked on this computer',
    approved: 'Approved, but it has not called yet.',
    absent: 'Not connected.',
  },
}
