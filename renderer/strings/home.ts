/** What Home says. */
export const homeStrings = {
  newest: 'Said last',
  nothingSaid: 'Nothing has crossed the bridge yet. What is said will stand here.',
  to: (names: readonly string[]) => `to ${names.join(', ')}`,
  wholeConversation: 'The whole conversation',
}
