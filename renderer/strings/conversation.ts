/** What the view "Conversation" says. */
export const conversationStrings = {
  title: 'Conversation',
  empty: 'This view is not here yet.',
}
