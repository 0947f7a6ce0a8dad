/**
 * A Vite plugin: builds card.ts into one HTML document and hands it to whoever imports
 * `virtual:drawbridge-card`, so that the bridge carries its card inside itself.
 */
import { build, type Plugin } from 'vite'

const name = 'virtual:drawbridge-card'

export const inlineCard = (): Plugin => ({
  name: 'inline-card',
  resolveId: (id) => (id === name ? `\0${name}` : undefined),
  async load(id) {
    if (id !== `\0${name}`) return undefined
    const { html, sources } = await buildCard()
    for (const source of sources) this.addWatchFile(source)
    return `export const html = ${JSON.stringify(html)}`
  },
})

/** The document, and the files it was made from. */
export async function buildCard(): Promise<{ html: string; sources: string[] }> {
  const built = await build({
    configFile: false,
    root: import.meta.dirname,
    mode: 'production',
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2024',
      cssTarget: 'chrome123',
      modulePreload: false,
      cssCodeSplit: false,
      minify: true,
      rolldownOptions: { input: `${import.meta.dirname}/card.ts`, output: { format: 'iife' } },
    },
  })
  const [result] = [built].flat()
  if (!result || !('output' in result)) throw new Error('the card was not built')
  let css = ''
  let code = ''
  const sources: string[] = []
  for (const file of result.output) {
    if (file.type === 'chunk') {
      code += file.code
      sources.push(...file.moduleIds.filter((id) => !id.startsWith('\0')))
    } else if (file.fileName.endsWith('.css')) css += String(file.source)
  }
  return { html: documentOf(code, css), sources }
}

/** Says nothing of a colour scheme: that would make the frame opaque in some hosts. */
const documentOf = (code: string, css: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Drawbridge</title><style>${css.trim()}</style></head><body><script>${code.trim().replaceAll('</script', String.raw`<\/script`)}</script></body></html>`
