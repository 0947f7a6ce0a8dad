/** What the view "Set-up" says. */
export const setupStrings = {
  title: 'Set-up',
  empty: 'The guide is not here yet.',
}
