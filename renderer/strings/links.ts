/** What is said of the links of this computer and what they may do. */
export const linkStrings = {
  may: (name: string) => `What the links of ${name} may do`,
  writes: 'write: messages, notes and files',
  readsWhole: 'read the whole conversation, not only what it wrote and was sent',
  bounded: (name: string) => `From its next call on, that is what the links of ${name} may do.`,
  close: 'Close',
  closeThem: 'Close them',
  keep: 'Keep them',
  closeName: (name: string) => `Close the links of ${name}`,
  closeTitle: (name: string) => `Close the links of ${name}?`,
  closeMessage:
    'Its programs lose the bridge at once. They may link again; to keep them out, take the bridge out of their settings.',
  closed: (name: string) => `The links of ${name} are closed.`,
}
