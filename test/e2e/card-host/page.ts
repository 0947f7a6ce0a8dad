/**
 * A chat that shows cards, in the browser: connects to the bridge with the SDK's client and hosts the card
 * with ext-apps' AppBridge, behind a sandbox of another origin, as web hosts do. What the card does to it
 * lies in `window.seen`.
 */
import {
  AppBridge,
  PostMessageTransport,
  type McpUiHostContext,
} from '@modelcontextprotocol/ext-apps/app-bridge'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'

/** What a test asks for, in the fragment of the address. */
export interface Chat {
  mcp: string
  token: string
  sandbox: string
  era: 'legacy' | '2026-07-28'
  tool: 'show_talk' | 'show_inbox'
  args?: Record<string, string>
  width?: number
  context?: McpUiHostContext
  /** A host that lets cards call nothing and open nothing. */
  bare?: boolean
  /** Hands the result on without its data. */
  strips?: boolean
  /** Never has a result: the call is cancelled. */
  cancels?: boolean
}

export interface Seen {
  heights: number[]
  links: string[]
  calls: string[]
  ready: boolean
}

declare global {
  interface Window {
    seen: Seen
    bridge: AppBridge
  }
}

const chat = JSON.parse(decodeURIComponent(location.hash.slice(1))) as Chat
const seen: Seen = { heights: [], links: [], calls: [], ready: false }
window.seen = seen

const client = new Client(
  { name: 'chat', version: '1.0.0' },
  { versionNegotiation: { mode: chat.era === 'legacy' ? 'legacy' : { pin: chat.era } } },
)
const requestInit = { headers: { authorization: `Bearer ${chat.token}` } }
await client.connect(new StreamableHTTPClientTransport(new URL(chat.mcp), { requestInit }))
const { tools } = await client.listTools()
const tool = tools.find(({ name }) => name === chat.tool)
if (!tool) throw new Error(`no tool ${chat.tool}`)
const uri = String(tool._meta?.['ui/resourceUri'])
const { contents } = await client.readResource({ uri })
const [content] = contents
if (!content || !('text' in content)) throw new Error('the card is no text')

const frame = document.createElement('iframe')
frame.src = chat.sandbox
frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-forms')
frame.style.cssText = `width:${chat.width ?? 420}px;height:40px;border:0`
document.body.append(frame)

const bridge = new AppBridge(
  client,
  { name: 'chat', version: '1.0.0' },
  chat.bare ? {} : { serverTools: {}, openLinks: {} },
  { hostContext: { toolInfo: { tool }, displayMode: 'inline', ...chat.context } },
)
window.bridge = bridge
bridge.onsizechange = ({ height }) => {
  if (height === undefined) return
  seen.heights.push(height)
  frame.style.height = `${height}px`
}
bridge.onopenlink = async ({ url }) => {
  seen.links.push(url)
  return {}
}
const initialized = new Promise<void>((resolve) => {
  bridge.oninitialized = () => resolve()
})
const proxied = new Promise<void>((resolve) => {
  bridge.onsandboxready = () => resolve()
})
const { contentWindow } = frame
if (!contentWindow) throw new Error('no frame')
await bridge.connect(new PostMessageTransport(contentWindow, contentWindow))
// Connecting sets it to the client's own.
bridge.oncalltool = async (params) => {
  seen.calls.push(params.name)
  return client.callTool(params)
}
await proxied
const ui = content._meta?.['ui'] as { csp?: object } | undefined
await bridge.sendSandboxResourceReady({ html: content.text, ...(ui?.csp && { csp: ui.csp }) })
await initialized
await bridge.sendToolInput({ arguments: chat.args ?? {} })
if (chat.cancels) await bridge.sendToolCancelled({ reason: 'the person stopped it' })
else {
  const result = await client.callTool({ name: chat.tool, arguments: chat.args ?? {} })
  const { structuredContent: _data, _meta, ...stripped } = result
  await bridge.sendToolResult(chat.strips ? stripped : result)
}
seen.ready = true
