/** What the view "Clients" says. */
export const clientsStrings = {
  title: 'Clients',
  empty: 'This view is not here yet.',
}
