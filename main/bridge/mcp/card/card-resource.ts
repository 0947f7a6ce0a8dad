/**
 * The card that hosts with MCP Apps show inside the chat, as an MCP resource: one HTML document whose
 * address carries its hash, because hosts keep it by that address. It is a program and no letter, so
 * nobody needs a permission for it and a raised bridge serves it too.
 */
import { createHash } from 'node:crypto'
import type { ReadResourceResult, Resource } from '@modelcontextprotocol/server'
import { html } from 'virtual:drawbridge-card'

/** The extension a host of cards announces; the server says that it knows it too. */
export const uiExtension = 'io.modelcontextprotocol/ui'

const mimeType = 'text/html;profile=mcp-app'
const hash = createHash('sha256').update(html).digest('hex').slice(0, 12)

export const cardUri = `ui://drawbridge/card-${hash}.html`

/** Every address of a card, also one of another version of the bridge. */
export const isCardUri = (uri: string): boolean => uri.startsWith('ui://')

/**
 * It needs nothing from outside. No `domain`: our address may change, hosts want different forms of
 * it, and Claude shows no card at all when it is wrong.
 */
const ui = {
  prefersBorder: true,
  csp: { connectDomains: [], resourceDomains: [], frameDomains: [], baseUriDomains: [] },
}

export const cardResource: Resource = {
  uri: cardUri,
  name: 'card',
  title: 'Card',
  description: 'Shows the owner a talk or an inbox inside the chat',
  mimeType,
  _meta: { ui },
}

/** As long as hosts like to keep it: another version has another address. */
const kept = { ttlMs: 7 * 24 * 60 * 60 * 1000, cacheScope: 'public' }

export const cardContent: ReadResourceResult = {
  ...kept,
  contents: [
    {
      uri: cardUri,
      mimeType,
      text: html,
      _meta: {
        ui,
        'openai/widgetDescription':
          'The person sees in it what this answer says; do not repeat it.',
      },
    },
  ],
}
