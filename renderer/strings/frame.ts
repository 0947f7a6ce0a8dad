/** The frame around every view: places, connection, what is said about both. */
export const frameStrings = {
  skip: 'Skip to the content',
  places: 'Places',
  more: 'More',
  palette: 'Search',
  held: (n: number) => `At the gate: ${n}`,
  shortcuts: 'Shortcuts',
  views: {
    home: 'Home',
    talks: 'Talks',
    setup: 'Set-up',
    conversation: 'Conversation',
    traffic: 'Traffic',
    clients: 'Clients',
    keys: 'Sign-in & keys',
    settings: 'Settings',
    doctor: 'Doctor',
  },
  position: { lowered: 'Lowered', guarded: 'Guarded', raised: 'Raised', unknown: 'No connection' },
  tasks: 'Under way',
  stopped: 'No connection',
  old: 'The bridge has stopped. What you see may be old.',
  crashed: {
    title: 'This view failed.',
    message: 'The bridge itself goes on. You can try the view again or go to another one.',
    tryAgain: 'Try again',
  },
  viewMissing: {
    title: 'This view could not be loaded.',
    message: 'The bridge may have been updated or stopped meanwhile. Load the page again.',
    reload: 'Load again',
  },
}
