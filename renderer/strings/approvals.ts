/** What is said about clients at the gate. */
const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`

export const approvalStrings = {
  title: 'Waiting for you',
  announce: (name: string) => `${name} asks to cross.`,
  isVerified: (host: string) =>
    `Verified: its id is an address of ${host}, which names where it goes back to.`,
  anyProgram: (host: string) =>
    `Not verified: it uses the id of ${host}, which any program can. It runs on this computer, so approve it only if you have just started it yourself.`,
  onThisComputer:
    'It runs on this computer, so nothing proves which program it is. Approve it only if you have just started it yourself.',
  notVerified: (name: string) => `It says it is “${name}”. That is not verified.`,
  manual: 'You entered this client by hand.',
  returnsTo: 'Returns to',
  comesBy: 'Connects through',
  mayDo: 'It asks to',
  reads: 'It reads',
  readsWhole: 'the whole conversation, also what others write',
  noScopes: 'Leave it at least one of these, or deny it.',
  speaksAs: 'Speaks as',
  someoneNew: 'New participant…',
  newName: 'Name of the new participant',
  newNameHint: 'Lower-case letters, digits and dashes, for example “research”.',
  newNameMissing: 'Give the new participant a name.',
  numberLabel: 'The number your browser shows',
  key: 'Key',
  keyName: 'A',
  numberMissing: (digits: number) =>
    `Type the ${digits} digits that the page in your browser shows.`,
  numberWrong:
    'That is not the number of this request. If no page of yours shows its number, deny it: somebody else is asking.',
  approve: 'Approve',
  deny: 'Deny',
  approveName: (name: string) => `Approve ${name}`,
  denyName: (name: string) => `Deny ${name}`,
  denyAll: 'Deny all like it',
  denyAllName: (name: string) => `Deny all like it: sign-ins of ${name}`,
  expires: 'Expires',
  approved: (name: string, participant: string) =>
    `${name} may cross, and speaks as ${participant}.`,
  denied: (name: string) => `${name} was turned away.`,
  deniedAll: (name: string) => `Sign-ins like ${name} are refused for ten minutes.`,
  shutUntil: 'Sign-ins like the one you denied are refused until',
  admitHow: (digits: number) =>
    `To sign in yourself meanwhile, begin now and type the ${digits} digits that your page shows.`,
  admitLabel: 'The digits your page shows',
  admit: 'Allow only this one',
  admitMissing: (digits: number) => `Type all ${digits} digits.`,
  admitted: 'Only that one is let through. Its page shows the number to approve in a few seconds.',
  later: 'Decide later',
  more: (n: number) => `${count(n, 'more waits', 'more wait')} after this one.`,
  waiting: (n: number) => `${count(n, 'request waits', 'requests wait')} for you`,
}

/** The same words as on the approval page. */
export const scopeStrings: Record<string, string> = {
  'messages:read': 'read its messages, and the whole conversation if you let it',
  'messages:write': 'send messages under its own name',
  'files:read': 'read the shared files',
  'files:write': 'write, change and delete shared files',
}
