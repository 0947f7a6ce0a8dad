/** What Home says. */
export const homeStrings = {
  lever: {
    label: 'The bridge is',
    lowered: { name: 'Lowered', detail: 'Whoever you let in may cross.' },
    raised: { name: 'Raised', detail: 'Nothing crosses until you lower it. Nobody is signed out.' },
  },
  begin: {
    title: 'Five minutes from here, they talk.',
    message: 'The guide leads you through sign-in, your address, ChatGPT and Claude.',
    action: 'Begin',
  },
  address: {
    title: 'The address of the bridge',
    qr: 'QR code',
    qrHint: 'For the camera of a phone that is to open ChatGPT or Claude there.',
    onlyHere:
      'It works on this computer only. ChatGPT, and Claude on the web, need a public address.',
    openPublic: 'Open a public address',
    chatgpt: 'Connect ChatGPT',
    claude: 'Connect Claude',
  },
  people: {
    title: 'Who is here',
    empty: 'Nobody yet.',
    unread: (n: number) => `${n} unread`,
    nothingUnread: 'all read',
    you: 'you',
    linked: 'linked on this computer',
    seen: 'seen',
    away: 'not connected',
    approved: 'let in, not seen yet',
    outOfSight: 'out of sight',
    turn: 'next to speak',
    read: 'has read it',
    unreadLast: 'has not read it yet',
    acknowledged: 'has acknowledged it',
  },
  newest: 'Said last',
  nothingSaid: 'Nothing has crossed the bridge yet. What is said will stand here.',
  to: (names: readonly string[]) => `to ${names.join(', ')}`,
  openThread: 'Open the thread',
  wholeConversation: 'The whole conversation',
}
