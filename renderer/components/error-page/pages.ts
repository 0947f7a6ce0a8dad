/** The texts of docs/errors/, in one piece that is loaded when somebody opens a page. */
const texts = import.meta.glob<string>('../../../docs/errors/*.md', {
  eager: true,
  query: '?raw',
  import: 'default',
})

/** Without its title and the way back to the list, which the dialog has no use for. */
export const pageOf = (code: string): string | undefined =>
  texts[`../../../docs/errors/${code}.md`]
    ?.replace(/^# .*\n/, '')
    .replace(/\n\[All errors\]\(README\.md\)\s*$/, '')
