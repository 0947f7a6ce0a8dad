/** Every kind of client, in the order they are shown. */
import { chatgpt } from './chatgpt.ts'
import { claudeCode } from './claude-code.ts'
import { claudeDesktop } from './claude-desktop.ts'
import { claudeWeb } from './claude-web.ts'
import type { ClientKind } from './client-kind.ts'
import { codex } from './codex.ts'
import { cursor } from './cursor.ts'
import { gemini } from './gemini.ts'
import { opencode } from './opencode.ts'
import { other } from './other.ts'
import { vscode } from './vscode.ts'
import { windsurf } from './windsurf.ts'
import { zed } from './zed.ts'

export const clientKinds: readonly ClientKind[] = [
  chatgpt,
  claudeWeb,
  claudeDesktop,
  claudeCode,
  codex,
  cursor,
  vscode,
  gemini,
  opencode,
  windsurf,
  zed,
  other,
]
