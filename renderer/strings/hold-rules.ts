/** What is said of the rules for what waits at the gate. */
const kinds = {
  everything: 'Everything',
  files: 'Files',
  marked: 'What may hold a secret',
} as const

type Rule = {
  what: keyof typeof kinds
  from?: string | undefined
  to?: string | undefined
  client?: string | undefined
  talk?: string | undefined
  folder?: string | undefined
}

export const holdRuleStrings = {
  title: 'Rules for what waits at the gate',
  hint: 'What models send waits for you when it matches one of these. Without a rule nothing waits. Deleting a rule does not release what is already waiting.',
  none: 'No rule: nothing waits for you.',
  list: 'Rules',
  add: 'Add a rule',
  addThis: 'Add this rule',
  cancel: 'Not now',
  remove: (rule: string) => `Delete the rule “${rule}”`,
  what: 'What waits',
  kinds,
  from: 'Sent by',
  to: 'Read by',
  toHint: 'Notes, files and turns are read by everybody.',
  client: 'Sent through',
  talk: 'In the talk or thread',
  talkHint: 'Its id, such as t12. Empty for all.',
  folder: 'Below the folder',
  folderHint: 'Of shared files, such as contracts. Empty for all.',
  anybody: 'anybody',
  anyClient: 'any client',
  rule: (rule: Rule, nameOf: (id: string) => string) =>
    [
      kinds[rule.what],
      rule.from === undefined ? '' : `sent by ${nameOf(rule.from)}`,
      rule.to === undefined ? '' : `read by ${nameOf(rule.to)}`,
      rule.client === undefined ? '' : `through ${rule.client}`,
      rule.talk === undefined ? '' : `in ${rule.talk}`,
      rule.folder === undefined ? '' : `below ${rule.folder}`,
    ]
      .filter(Boolean)
      .join(' '),
}
