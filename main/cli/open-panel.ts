/**
 * Opens the panel in the owner's browser. The one-time link never appears in a command line, where
 * other users of the computer could read it: the browser is given a file only the owner can read,
 * and that file leads on.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { writeFileAtomically } from '../bridge/base/atomic-file.ts'

/** True when somebody sits in front of a screen here. */
export function canOpenBrowser(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  if (env['CI'] || env['SSH_CONNECTION']) return false
  return platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])
}

export async function openPanel(dataDir: string, link: string): Promise<void> {
  const page = join(dataDir, 'open-panel.html')
  const target = JSON.stringify(link).slice(1, -1).replaceAll('&', '&amp;')
  await writeFileAtomically(
    page,
    `<!doctype html><meta http-equiv="refresh" content="0;url=${target}"><title>Drawbridge</title>`,
    0o600,
  )
  const [command, ...args] = opener(process.platform, pathToFileURL(page).href)
  if (command === undefined) return
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  child.once('error', () => {})
  child.unref()
}

function opener(platform: NodeJS.Platform, url: string): string[] {
  if (platform === 'darwin') return ['open', url]
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url]
  return ['xdg-open', url]
}
