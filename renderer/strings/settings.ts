/** What the view "Settings" says. */
export const settingsStrings = {
  title: 'Settings',
  lead: 'Every change is saved at once, and can be undone at once.',
  saved: (label: string) => `Saved: ${label}`,
  undone: (label: string) => `Undone: ${label}`,
  undo: 'Undo',
  later: 'after the next start',
  afterRestart: {
    title: 'Some changes take effect when the bridge starts again:',
    desktop: 'Quit Drawbridge and open it again.',
    how: 'Stop it where it runs, then start it again with',
    command: 'drawbridge up',
  },
  sections: {
    label: 'Parts of the settings',
    look: 'Appearance',
    notifications: 'Notifications',
    address: 'Address and ports',
    'sign-in': 'Sign-in',
    guard: 'Between models',
    limits: 'Limits',
    retention: 'What is kept',
    contact: 'Outgoing requests',
    data: 'Your data',
  },
  wrong: {
    number: 'Enter a whole number.',
    range: (min: string, max: string) => `Between ${min} and ${max}.`,
    least: (min: string) => `At least ${min}.`,
    samePort: 'Each needs a port of its own.',
  },
  enter: 'Enter saves, Escape takes it back.',
  default: (value: string) => `Default: ${value}`,

  theme: {
    label: 'Theme',
    options: { system: 'Same as the system', light: 'Light', dark: 'Dark' },
  },
  openAtLogin: {
    label: 'Start at login',
    hint: 'Only where Drawbridge runs as the desktop app; elsewhere nothing happens.',
  },
  notifications: {
    approvals: { label: 'A client asks to come in', hint: 'Also says so over other windows.' },
    messages: { label: 'A message for you', hint: 'Only messages addressed to you.' },
    talks: {
      label: 'A talk waits for you',
      hint: 'For your verdict, at a bound, or because one of them is away.',
    },
    address: {
      label: 'The public address changed or failed',
      hint: 'Clients may have to be connected again.',
    },
    firstConnection: { label: 'A client connected for the first time', hint: '' },
    held: {
      label: 'Something waits at the gate',
      hint: 'It is held until you let it through or send it back.',
    },
    threads: {
      label: 'A thread waits for your word',
      hint: 'It has reached a bound.',
    },
  },
  holdSecrets: {
    label: 'Hold what may be a secret',
    hint: 'Keys, tokens and passwords in messages, notes, files and talks wait for you before they cross.',
  },
  contact: {
    updates: {
      label: 'Look for a newer version',
      hint: 'The installed app asks github.com once a day. It fetches nothing before you agree.',
    },
    clockCheck: {
      label: 'Compare the clock',
      hint: 'With that of www.gstatic.com, by an empty request: a clock that is wrong makes sign-ins fail.',
    },
    connectivityCheck: {
      label: 'Tell “offline” from a problem with the address',
      hint: 'By an empty request to www.gstatic.com, only while the address does not answer.',
    },
  },
  guide: {
    label: 'Offer the guide on Home',
    hint: 'Until somebody is connected. The guide itself stays under Set-up.',
  },

  address: {
    kind: 'Which address clients use, and how it stands, is a chapter of the guide.',
    open: 'Your address',
    tunnelKeeper: {
      label: 'Keep the tunnel while Drawbridge is closed',
      hint: 'A closed app alone then does not cost a quick address. Meanwhile another program could take the port.',
    },
    cloudflared: {
      label: 'Your own cloudflared',
      hint: 'Full path of the program. Empty: the one Drawbridge finds or fetches.',
      wrong: 'Enter a full path.',
    },
  },
  numbers: {
    port: {
      label: 'Port of the bridge',
      hint: 'Where clients and the tunnel come in; 0 takes any free one. A tunnel of your own leads there.',
      unit: '',
    },
    controlPort: {
      label: 'Port of this panel',
      hint: 'On this computer only; 0 takes any free one.',
      unit: '',
    },
    'identity.callbackPort': {
      label: 'Port for callbacks from a provider',
      hint: 'Registered there; the next two are its spares.',
      unit: '',
    },
    'limits.messageBytes': { label: 'Longest message', hint: 'As UTF-8.', unit: 'KiB' },
    'limits.fileBytes': { label: 'Largest shared file', hint: '', unit: 'MiB' },
    'limits.storageBytes': {
      label: 'All shared files together',
      hint: 'Every version counts.',
      unit: 'MiB',
    },
    'guard.threadMessages': {
      label: 'Messages in a thread without you',
      hint: 'Between models. Then the thread is paused and asks you.',
      unit: '',
    },
    'guard.perMinute': {
      label: 'Messages a minute between two models',
      hint: 'What is more is refused, and can be sent a little later.',
      unit: '',
    },
    'guard.charactersPerDay': {
      label: 'Characters a day between two models',
      hint: 'Shared files do not count.',
      unit: 'thousand',
    },
    'signIn.accessTokenMinutes': {
      label: 'An access token is good for',
      hint: 'Clients renew it by themselves; some lose the connection over it. Revoking counts at once all the same.',
      unit: 'minutes',
    },
    'signIn.refreshTokenDays': {
      label: 'A client stays signed in for',
      hint: 'Without using the bridge. Then it signs in again.',
      unit: 'days',
    },
    'signIn.keyRotationDays': {
      label: 'The signing key is replaced after',
      hint: 'No client notices.',
      unit: 'days',
    },
    'retention.trafficRows': {
      label: 'Rows of traffic kept in memory',
      hint: 'They are gone when the bridge stops.',
      unit: 'rows',
    },
    'retention.archivedDays': {
      label: 'Can be removed after',
      hint: 'Counted from archiving or deleting.',
      unit: 'days',
    },
  },
  guard: {
    thread: {
      label: 'Pause a thread that goes on without you',
      hint: 'Two models left alone can thank each other for ever.',
    },
    minute: { label: 'Slow down two models that answer too fast', hint: '' },
    day: { label: 'Give two models a budget for the day', hint: '' },
    repeats: {
      label: 'Refuse the same words twice in a row',
      hint: 'They are a loop, or a retry that was not marked as one.',
    },
  },
  archived: {
    label: 'Keep archived and deleted data for good',
    hint: 'Off: its texts and contents may be removed after some time. What is unread stays.',
  },

  data: {
    folder: 'Data folder',
    file: 'Settings file',
    backup: {
      title: 'Backup',
      hint: 'A copy of the data folder that can be put in its place. The bridge goes on meanwhile.',
      action: 'Make a backup',
      done: 'The backup is in',
    },
    export: {
      title: 'Export',
      hint: 'The whole conversation as one file.',
      markdown: 'As Markdown',
      json: 'As JSON',
      done: (name: string) => `${name} was saved by your browser.`,
    },
    purge: {
      title: 'Remove old data for good',
      hint: 'The texts that were archived and the contents of files deleted that long ago. What is unread stays.',
      days: 'Older than, in days',
      oldVersions: 'Also versions of files that were replaced',
      action: 'Remove…',
      confirmTitle: 'Remove old data for good?',
      confirm: (days: number, oldVersions: boolean) =>
        `What was archived or deleted more than ${days} ${days === 1 ? 'day' : 'days'} ago${
          oldVersions ? ', and replaced versions of files,' : ''
        } cannot be brought back afterwards.`,
      word: 'REMOVE',
      confirmAction: 'Remove for good',
      done: (entries: number, contents: number) =>
        `${entries} texts and ${contents} contents were removed.`,
      nothing: 'There was nothing that old.',
      freed: 'Freed:',
    },
    diagnostics: {
      title: 'Diagnostics',
      hint: 'For asking for help: versions, settings, states, the newest traffic. No text, no secret, no name.',
      action: 'Make the bundle',
      look: 'What is in it',
      save: 'Save it',
      done: (name: string) => `${name} was saved by your browser.`,
    },
    reset: {
      title: 'Start over',
      hint: 'Everything is moved aside, nothing is destroyed, and the bridge stops. Every client has to be connected again.',
      action: 'Reset…',
      confirmTitle: 'Reset Drawbridge?',
      confirm:
        'Conversation, files, clients, keys and settings are moved aside, and the bridge stops.',
      word: 'RESET',
      confirmAction: 'Reset',
      done: 'Everything was moved to',
    },
  },
}
