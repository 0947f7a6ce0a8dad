/** What the view "Settings" says. */
export const settingsStrings = {
  title: 'Settings',
  empty: 'This view is not here yet.',
}
