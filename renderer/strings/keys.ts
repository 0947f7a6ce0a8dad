/** What the view "Sign-in & keys" says. */
export const keysStrings = {
  title: 'Sign-in & keys',
  empty: 'This view is not here yet.',
}
