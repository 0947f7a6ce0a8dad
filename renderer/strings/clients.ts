/** What the view "Clients" says. */
import { numberOf } from '../format.ts'

const count = (n: number, one: string, many: string): string =>
  `${numberOf(n)} ${n === 1 ? one : many}`

export const clientsStrings = {
  title: 'Clients',
  lead: 'Who may cross, as whom, and what each may do.',
  add: 'Add by hand',
  empty: {
    title: 'Nobody has been let in yet.',
    message: 'Give a client the address of the bridge, and its request appears here.',
    action: 'Connect a client',
  },
  back: 'All clients',
  gone: {
    title: 'This client is gone.',
    message: 'It was revoked, or it never signed in and was cleared away.',
  },

  letIn: 'Let in',
  noneLetIn: 'Nobody has signed in.',
  local: 'Linked on this computer',
  localHint: 'A local link needs no sign-in: it is started by you, and ends with its program.',
  localLink: 'open now',
  links: (n: number) => count(n, 'link', 'links'),
  waitingByHand: 'Added by hand, not signed in yet',
  strangers: 'Registered, never let in',
  strangersHint: 'They introduced themselves and can do nothing. Unused ones are cleared away.',

  speaksAs: (names: readonly string[]) => `speaks as ${names.join(', ')}`,
  notApproved: 'not let in',
  lastSeen: 'last seen',
  neverSeen: 'not seen yet',
  reconnect: 'Connect it again.',

  vendors: {
    chatgpt: 'OpenAI (ChatGPT)',
    claude: 'Anthropic (Claude)',
    codex: 'OpenAI (Codex)',
    vscode: 'Microsoft (Visual Studio Code)',
    cursor: 'Cursor',
    gemini: 'Google (Gemini)',
  } as Partial<Record<string, string>>,
  otherVendor: 'not known',
  registered: {
    known: 'Drawbridge knows it by its address, which belongs to its vendor.',
    cimd: 'By a page about itself, which the bridge has read at its own address.',
    registered: 'It registered itself. What it says of itself is not verified.',
    manual: 'You added it by hand.',
  },

  about: 'About it',
  vendor: 'Vendor',
  howRegistered: 'How it was added',
  ownName: 'Calls itself',
  returnsTo: 'Returns to',
  address: 'Address',
  noAddress: 'has not signed in',
  firstSeen: 'First seen',
  seen: 'Last seen',
  signIns: 'Sign-ins',
  livingSignIns: (n: number) => (n === 0 ? 'none' : `${numberOf(n)} in use`),
  tokens: 'Refresh tokens',
  livingTokens: (n: number) => (n === 0 ? 'none' : `${numberOf(n)} can be renewed`),
  clientId: 'Client id',
  traffic: 'What it did',

  rename: 'Rename',
  renameTitle: 'What do you call it?',
  renameHint: 'Leave this empty to use its own name again.',
  name: 'Name',
  save: 'Save',
  renamed: (name: string) => `It is now called ${name}.`,

  voice: 'Speaks as',
  voiceShared: (names: readonly string[]) =>
    `Several sign-ins share this client: they speak as ${names.join(', ')}. All of them will speak as the one you choose.`,
  voiceLater: 'You choose this when it signs in.',
  reassign: 'Change',
  reassigned: (name: string, as: string) => `${name} speaks as ${as} from now on.`,

  may: 'It may',
  mayNot: 'It may not',
  nothing: 'nothing yet',
  narrow: 'Take away',
  narrowHint: 'Clear what it may no longer do.',
  narrowTitle: (name: string) => `Take this from ${name}?`,
  narrowMessage:
    'It takes effect with its next request. To give it back, the client has to sign in again.',
  narrowAll: 'Leave it at least one. To take everything, revoke it.',
  narrowed: (name: string) => `${name} has fewer permissions now.`,

  reads: 'It reads',
  readsWhole: 'the whole conversation',
  readsWholeHint:
    'Also what others write to each other and to you. Without it: only what it wrote and was sent, and the shared files if it may read those.',
  nowReads: (name: string, whole: boolean) =>
    whole ? `${name} reads the whole conversation.` : `${name} reads only its own conversation.`,

  revoke: 'Revoke',
  revokeName: (name: string) => `Revoke ${name}`,
  revokeTitle: (name: string) => `Take away every permission of ${name}?`,
  revokeMessage:
    'Its next request is refused. To come back it has to sign in, and you have to approve it again.',
  revokeSection: 'Revoke it',
  keep: 'Keep it',
  revoked: (name: string) => `${name} was disconnected.`,

  participants: 'Who speaks here',
  participantsHint: 'Each has one inbox. Clients come and go; these stay.',
  renameParticipant: (name: string) => `Rename ${name}`,
  renameParticipantTitle: (id: string) => `What is “${id}” called?`,
  participantNameMissing: 'Give it a name.',
}

/** Entering a client that can neither describe nor register itself. */
export const addClientStrings = {
  title: 'Add a client by hand',
  description:
    'For a client that asks you for a client id. Most do not: they introduce themselves when you give them the address.',
  name: 'Name',
  nameHint: 'As you want to see it here.',
  nameMissing: 'Give it a name.',
  redirects: 'Where it sends people back to',
  redirectsHint:
    'One address per line. Left empty: the usual ones of ChatGPT, Claude, Codex and Visual Studio Code.',
  redirectWrong: (line: string) =>
    `“${line}” is not an address. It begins with https:// or http://127.0.0.1.`,
  secret: 'With a secret',
  secretHint: 'Only if the client asks for one.',
  add: 'Add it',
  added: (name: string) => `${name} is added`,
  addedMessage: 'Enter these where the client asks for them, then let it sign in.',
  once: 'The secret is shown this once. The bridge keeps only its fingerprint.',
  server: 'Address of the server',
  clientId: 'Client id',
  clientSecret: 'Client secret',
  where: 'Where each goes',
  places: [
    [
      'ChatGPT',
      'New connector → Authentication: OAuth → client id and secret under its advanced settings.',
    ],
    ['Claude', 'Add custom connector → Advanced settings → OAuth client id, OAuth client secret.'],
    ['Others', 'Look for “client id”, “static client” or “pre-registered client” in its settings.'],
  ] as const,
  done: 'I have entered them',
}
