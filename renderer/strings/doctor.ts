/** What the view "Doctor" says. */
export const doctorStrings = {
  title: 'Doctor',
  empty: 'This view is not here yet.',
}
