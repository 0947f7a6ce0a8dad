/** The page of every error code, as it stands in docs/errors. Large: loaded when one is to be read. */

const pages = import.meta.glob<string>('../../../../docs/errors/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** Its Markdown; undefined where there is none. */
export const errorPage = (code: string): string | undefined =>
  pages[`../../../../docs/errors/${code}.md`]
