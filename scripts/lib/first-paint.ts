/**
 * A Vite plugin for the page of the panel: puts into it what is shown before any script has run, and names the
 * scripts that Home needs, so that the browser fetches them at once and not one wave after the other.
 */
import { runnerImport, type HtmlTagDescriptor, type Plugin, type Rolldown } from 'vite'

const root = '<div id="root"></div>'
/** What is asked for by import() and always needed: the panel, and the view it mostly begins with. */
const needed = ['/renderer/panel.tsx', '/renderer/views/Home.tsx']

export const firstPaint = (): Plugin => ({
  name: 'first-paint',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    async handler(html, { bundle = {} }) {
      if (!html.includes(root)) throw new Error(`The page has no ${root}`)
      const { module } = await runnerImport<{ firstPaint: () => string }>(
        `${import.meta.dirname}/../../renderer/first-paint.tsx`,
      )
      const painted = html.replace(root, root.replace('><', `>${module.firstPaint()}<`))
      return { html: painted, tags: neededChunks(bundle, html).map(preload) }
    },
  },
})

/** Without those the page names already. */
function neededChunks(bundle: Rolldown.OutputBundle, html: string): string[] {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
  const entries = needed.map((end) => {
    const chunk = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(end)))
    if (!chunk) throw new Error(`No chunk holds ${end}`)
    return chunk.fileName
  })
  const found = new Set<string>()
  const add = (name: string): void => {
    if (found.has(name)) return
    found.add(name)
    chunks.find(({ fileName }) => fileName === name)?.imports.forEach(add)
  }
  for (const name of entries) add(name)
  return [...found].filter((name) => !html.includes(name))
}

const preload = (name: string): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { rel: 'modulepreload', crossorigin: true, href: `./${name}` },
  injectTo: 'head',
})
