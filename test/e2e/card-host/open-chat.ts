/** Serves the chat of page.ts and its sandbox on two origins, and opens it in Chromium beside a real bridge. */
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Browser, Frame, Page } from 'playwright-core'
import { build } from 'vite'
import type { Chat, Seen } from './page.ts'

export interface Chats {
  open(chat: Omit<Chat, 'sandbox'>, size?: { width: number; height: number }): Promise<OpenChat>
  close(): void
}

export interface OpenChat {
  page: Page
  /** The card's own document. */
  card: Frame
  /** What the browser complained of. */
  complaints: string[]
  seen(): Promise<Seen>
}

export async function openChats(browser: Browser): Promise<Chats> {
  const script = await chatScript()
  const sandbox = await readFile(join(import.meta.dirname, 'sandbox.html'), 'utf8')
  const chatPage =
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Chat</title><body style="margin:0"><script type="module" src="/chat.js"></script>'
  const chatHost = await serve({ '/': chatPage, '/chat.js': script })
  const sandboxHost = await serve({ '/': sandbox })

  return {
    async open(chat, size = { width: 480, height: 800 }) {
      const context = await browser.newContext({ viewport: size })
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        const from = message.location().url
        // The browser asks every page for an icon, and the client the endpoint for a stream.
        const ofTheChat = from.endsWith('/favicon.ico') || from === chat.mcp
        if (message.type() === 'error' && !ofTheChat) complaints.push(`${message.text()} ${from}`)
      })
      const whole: Chat = { ...chat, sandbox: `http://localhost:${portOf(sandboxHost)}/` }
      const fragment = encodeURIComponent(JSON.stringify(whole))
      await page.goto(`http://127.0.0.1:${portOf(chatHost)}/#${fragment}`)
      await page.waitForFunction(() => window.seen.ready)
      const card = page.frames().find((frame) => frame.url() === 'about:srcdoc')
      if (!card) throw new Error('the chat shows no card')
      return { page, card, complaints, seen: () => page.evaluate(() => window.seen) }
    },
    close() {
      for (const server of [chatHost, sandboxHost]) {
        server.close()
        server.closeAllConnections()
      }
    },
  }
}

async function chatScript(): Promise<string> {
  const built = await build({
    configFile: false,
    root: import.meta.dirname,
    mode: 'production',
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2024',
      modulePreload: false,
      rolldownOptions: { input: join(import.meta.dirname, 'page.ts') },
    },
  })
  const [result] = [built].flat()
  const [chunk] = result && 'output' in result ? result.output : []
  if (!chunk) throw new Error('the chat was not built')
  return chunk.code
}

async function serve(files: Record<string, string>): Promise<Server> {
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    const file = files[path]
    const type = path.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8'
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': type }).end(file)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port
