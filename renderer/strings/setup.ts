/** What the guide says: its chapters, and what they share. Long chapters have files of their own. */
export const setupStrings = {
  title: 'Set-up',
  lead: 'A few short chapters. Leave at any time; everything is kept, and you come back to where you were.',
  chapters: {
    label: 'Chapters of the guide',
    'sign-in': 'How you sign in',
    address: 'Your address',
    chatgpt: 'Connect ChatGPT',
    claude: 'Connect Claude',
    clients: 'Other clients',
    test: 'They talk to each other',
  },
  intro: {
    'sign-in':
      'Before a client may cross, somebody has to say that it is yours. You can do that here, or at a provider you know.',
    address:
      'ChatGPT, and Claude on the web, connect from the internet. They need an address that leads to this computer.',
    chatgpt: 'ChatGPT connects through your public address and signs in once.',
    claude:
      'Claude connects through a link on this computer or through your public address. One is enough.',
    clients: 'Whatever speaks MCP may join: editors, command lines, programs of your own.',
    test: 'Let the two talk for two rounds, and watch what they say cross the bridge.',
  },
  welcome: {
    begin: 'Begin',
    goOn: (chapter: string) => `Continue: ${chapter}`,
    allDone: 'Everything is set up.',
    home: 'Go to Home',
    again: 'You have been through the guide. Every chapter stays open to you.',
  },
  skip: 'Skip the guide',
  finish: 'Finish the guide',
  back: 'Back',
  next: (chapter: string) => `Next: ${chapter}`,
  overview: 'All chapters',
  optional: 'optional',
  state: {
    unknown: 'Looking…',
    signIn: {
      here: 'You approve each client on this computer',
      there: (name: string) => `At ${name}`,
      unbound: 'Saved, but nobody is bound as the owner yet',
      drift: 'The provider still has your old address',
    },
    address: {
      off: 'None: only programs on this computer get in',
      ready: (host: string) => `Reachable at ${host}`,
      working: 'On its way',
      notYet: 'None yet; programs on this computer need none',
      failed: 'It does not work yet',
    },
    client: {
      connected: 'Connected',
      seen: (when: string) => `Last seen ${when}`,
      setUp: 'Set up, not seen yet',
      stale: 'Points somewhere else',
      needsAddress: 'Needs a public address',
      open: 'Not yet',
    },
    clients: {
      none: 'None yet; you need none',
      some: (names: readonly string[]) => names.join(', '),
    },
    test: {
      open: 'Not done yet',
      underWay: (done: number, all: number) => `Under way: ${done} of ${all} have answered`,
      done: 'They talked',
    },
  },
  /** Under a link that leads out of the panel. */
  opens: 'Opens in a new tab:',
  opensApp: 'Asks your browser to open the app with:',
}

export const addressStrings = {
  choose: 'Which kind of address',
  modes: {
    quick: {
      title: 'A quick address',
      detail:
        'Nothing to prepare: Cloudflare gives one for free. It survives short breaks; a night with the lid closed loses it, and clients must then be connected again.',
    },
    named: {
      title: 'A name of your own',
      detail:
        'With a domain at Cloudflare (a free account will do). It stays for good, over any pause.',
    },
    'own-url': {
      title: 'An address you route here yourself',
      detail: 'Your own reverse proxy or tunnel. It works as long as you keep it running.',
    },
    off: {
      title: 'No public address',
      detail:
        'Programs on this computer still get in: Claude Desktop, Claude Code, Codex and others. ChatGPT does not.',
    },
  },
  inUse: 'in use',
  recommended: 'simplest',
  use: {
    quick: 'Use a quick address',
    'own-url': 'Use this address',
    off: 'Close the public address',
  },
  quickHere: 'The quick address is in use.',
  offHere: 'There is no public address.',
  sure: {
    title: 'Give up the current address?',
    message: (url: string) =>
      `Whoever connected by ${url} has to be connected again at the new address.`,
    confirm: 'Change the address',
  },
  state: {
    title: 'Status',
    ready: 'Reachable from outside',
    otherwise: 'Reachable',
    notYet: 'Not opened yet',
    notNeeded: 'ChatGPT, and Claude on the web, need it. Programs on this computer do not.',
    kinds: {
      stopped: 'Stopped',
      starting: 'Starting',
      connecting: 'Connecting to Cloudflare',
      verifying: 'Trying it from outside',
      ready: 'Reachable from outside',
      degraded: 'Reachable, with trouble',
      waiting: 'Waiting',
      failed: 'Not working',
    },
    address: 'Give this to clients',
    probe: (ms: number) => `A call from outside came back in ${ms} ms`,
    until: 'Tries again',
    restart: 'Try again now',
    doctor: 'Let the doctor look at this computer',
    program: 'The program behind it',
    over: (protocol: string) => `over ${protocol === 'quic' ? 'QUIC' : 'HTTP/2'}`,
    noProgram: 'cloudflared, the program of Cloudflare that carries the address, is not here yet.',
  },
  fetch: {
    action: 'Fetch cloudflared',
    again: 'Fetch cloudflared again',
    hint: 'From Cloudflare’s releases on GitHub, about 40 MB, checked against a known sum.',
    failed: 'It could not be fetched.',
  },
  named: {
    hostname: 'Name',
    hostnameHint: 'Directly under your domain, for example bridge.example.com.',
    token: 'Token',
    tokenHint:
      'An API token makes tunnel and DNS record for you and is not kept. Or paste the connector token of a tunnel you made; the whole command is fine.',
    rights: 'An API token needs, for that one domain:',
    rightsList: ['Account · Cloudflare Tunnel · Edit', 'Zone · DNS · Edit', 'Zone · Zone · Read'],
    open: 'Cloudflare, API tokens',
    action: 'Set it up',
    inUse: (hostname: string) => `${hostname} is in use.`,
    remove: 'Give up the name…',
    removeTitle: 'Give up the name?',
    removeMessage: 'You go back to a quick address; clients have to be connected again.',
    removeToken: 'API token (optional)',
    removeTokenHint: 'With it, tunnel and DNS record are removed at Cloudflare too.',
    removeConfirm: 'Give it up',
  },
  own: {
    url: 'Address',
    hint: (local: string) => `Without a path. Route it to ${local}, headers and path unchanged.`,
  },
  wrong: {
    url: 'That is not a web address. It looks like https://bridge.example.com.',
    https: 'Clients on the internet accept https only.',
    path: 'Only scheme and name, without a path behind it.',
    hostname: 'That is not a name. It looks like bridge.example.com.',
    scheme: 'Only the name, without https:// and without a slash.',
    bare: 'Put something before your domain, such as bridge.example.com.',
    token: 'A token has no spaces in it, unless you paste a whole command.',
    short: 'That is too short for a token.',
  },
}

export const connectStrings = {
  all: 'All other clients',
  states: {
    connected: 'connected',
    'set-up': 'set up',
    stale: 'points elsewhere',
    'not-set-up': 'not set up',
    unreadable: 'unreadable',
    unknown: 'any',
  },
  installed: { yes: 'installed', no: 'not installed', web: 'on the web', unknown: '' },
  seen: 'seen',
  waysOf: (name: string) => `Ways to connect ${name}`,
  best: 'best here',
  needsAddress: 'Choose an address',
  claudeKinds: 'Which Claude',
  unknownClient: 'There is no such client.',
  asOf: (when: string) => `Texts of its screens as of ${when}.`,
  link: { action: (name: string) => `Open ${name}`, shown: 'What will be opened' },
  bundle: 'Install the bundle, then restart the app. Or take another way.',
  preview: {
    file: (file: string) => `The change in ${file}`,
    creates: 'The file does not exist yet; it will be made.',
    nothing: 'Nothing would change: the entry is there already.',
    command: 'This will be run',
    apply: 'Write it',
    run: 'Run it',
    look: 'Look at the change again',
    note: 'A copy of the file is kept, and one press puts it back.',
  },
  applied: {
    title: 'Done.',
    backup: (file: string) => `The file as it was is kept in ${file}.`,
  },
  undo: 'Undo',
  undoTitle: (name: string) => `Take Drawbridge out of ${name}?`,
  undoMessage: 'Its settings are put back as they were before.',
  undoForce: 'Put it back all the same',
  undone: 'Undone.',
  manual: {
    disclosure: 'It asks for a client id?',
    hint: 'Some clients cannot register themselves. Make them an id here and paste it there.',
    make: 'Make a client id',
    secret: 'With a client secret',
    id: 'Client ID',
    secretLabel: 'Client secret, shown this once',
  },
  doctor: 'Nothing happens? Ask the doctor.',
  gate: 'When it asks to come in, the request appears here. Type the number its page shows.',
}

/** The talk that ends set-up, once two are connected. */
export const testTalkStrings = {
  prefix: 'Connection test',
  question:
    'Connection test: greet each other. In round 1 say one sentence of greeting. In round 2 repeat in your own words what the other said, and say that you are done. No file is needed.',
  intro: (names: readonly string[]) =>
    `Let ${names.join(' and ')} speak to each other: two short rounds, without you in between. You paste one line into each of them; from there they take turns by themselves.`,
  begin: 'Begin the test talk',
  open: 'Open the talk',
  next: 'Ask them something real',
  underWay: 'Each step shows here as soon as the bridge sees it.',
  done: 'They talk to each other. You are set up.',
  doneDetail: 'What they said crossed the bridge for real; the talk stays among your talks.',
  came: (name: string) => `${name} has joined the talk`,
  notCome: (name: string) => `Until ${name} joins`,
  first: (name: string) => `${name} has said hello`,
  noFirst: (name: string) => `Until ${name} says hello`,
  second: (name: string) => `${name} has heard the other`,
  noSecond: (name: string) => `Until ${name} has heard the other`,
  absent: (name: string) => `${name} does not know of it yet. Give it this line.`,
  silent: (name: string) =>
    `${name} has joined but not spoken. It may be asking you to allow a tool; if its turn has ended, give it the line again.`,
}

export const testStrings = {
  who: 'Who takes part',
  whoHint: 'Whoever takes part has to be connected.',
  notConnected: 'not connected',
  nobody: 'Nobody is connected yet, so nobody could answer.',
  one: 'Choose at least one who can answer.',
  connect: 'Connect somebody first',
  begin: 'Send the test message',
  again: 'Run it again',
  raised: 'The bridge is raised: nothing crosses until you lower it.',
  lower: 'Lower the bridge',
  message: (names: readonly string[]) =>
    `Round-trip test. ${names.join(' and ')}: please acknowledge this message and answer in this thread with one sentence of greeting.`,
  prefix: 'Round-trip test.',
  paste: (name: string) => `Paste this into ${name}`,
  prompt:
    'Look into your Drawbridge inbox, acknowledge the message from the owner there, and answer it in the same thread with one sentence.',
  steps: {
    sent: 'You wrote to them',
    delivered: (name: string) => `In the inbox of ${name}`,
    read: (name: string) => `${name} has read it`,
    unread: (name: string) => `Until ${name} reads it`,
    answered: (name: string) => `${name} has answered`,
    unanswered: (name: string) => `Until ${name} answers`,
    elsewhere: 'in another thread',
  },
  done: 'It came back. The bridge works.',
  doneDetail: 'Every message of this test crossed for real; it stays in the conversation.',
  progress: (done: number, all: number) => `${done} of ${all} have answered.`,
  openThread: 'Read it in the conversation',
  patience: 'Nothing yet? Some chats ask you to allow the tool first.',
  doctor: 'Ask the doctor',
}
