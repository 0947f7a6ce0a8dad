/** What the view "Traffic" says. */
export const trafficStrings = {
  title: 'Traffic',
  empty: 'This view is not here yet.',
}
