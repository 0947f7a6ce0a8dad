/** What the panel says of open applications that are told when something waits. */
export const openApplicationStrings = {
  title: 'Notified in an open application',
  lead: 'One line is written into an application that is open: where something waits, and which call to make. It costs a turn there, at most 3 a minute.',
  none: 'An open Claude Code, or a thread of Codex while its daemon runs, can be notified when something waits. It needs this bridge among its servers.',
  add: 'Notify an application',
  dialog: (name: string) => `Notify an application for ${name}`,
  description: 'Nothing is started. When it is not open, the next way is tried.',
  participant: 'For whom',
  way: 'Application',
  ways: { codex: 'Codex', 'claude-code': 'Claude Code' },
  targets: { codex: 'Thread', 'claude-code': 'Folder' },
  hints: {
    codex:
      'The id of the thread, which Codex shows with /status. Its daemon must run: codex app-server daemon start.',
    'claude-code': 'The folder its window is open in. The window opened last is notified.',
  },
  missing: {
    codex: 'Give the id of a thread: 01a22cda-233d-7ec0-bb31-e40fbc277876',
    'claude-code': 'Give a folder, from its root: /home/ann/plans',
  },
  save: 'Notify it',
  told: (application: string) => `${application} is notified`,
  test: 'Test',
  testOf: (application: string, name: string) =>
    `Test whether ${application} can be notified for ${name}`,
  testGood: (application: string) => `${application} can be notified now. Nothing was sent.`,
  remove: 'Remove',
  removeOf: (application: string, name: string) => `Remove ${application} for ${name}`,
}
