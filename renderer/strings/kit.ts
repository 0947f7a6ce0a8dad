/** What the parts of the kit say by themselves. */
export const kitStrings = {
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Select it and copy',
  close: 'Close',
  /** Names the region of toasts for screen readers. */
  toasts: 'Announcements',
  cancel: 'Cancel',
  showSecret: 'Show it',
  hideSecret: 'Hide it',
  openPage: 'Open the page',
  codeMeans: (code: string) => `What ${code} means`,
  noPage: 'There is no page about this code.',
  orDrop: 'or drop it here',
  tryAgain: 'Try again',
  typeToConfirm: (word: string) => `Type ${word} to go on`,
  marks: {
    ok: 'in order',
    failed: 'failed',
    attention: 'needs you',
    working: 'under way',
    waiting: 'not yet',
    off: 'off',
  },
  name: 'Name',
  save: 'Save',
}
