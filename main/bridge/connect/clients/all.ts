/** Every kind of client, in the order they are shown. */
import { antigravity } from './antigravity.ts'
import { chatgpt } from './chatgpt.ts'
import { claudeCode } from './claude-code.ts'
import { claudeDesktop } from './claude-desktop.ts'
import { claudeWeb } from './claude-web.ts'
import type { ClientKind } from './client-kind.ts'
import { codex } from './codex.ts'
import { copilot } from './copilot.ts'
import { cursor } from './cursor.ts'
import { gemini } from './gemini.ts'
import { grok } from './grok.ts'
import { kiro } from './kiro.ts'
import { opencode2 } from './opencode-2.ts'
import { opencode } from './opencode.ts'
import { other } from './other.ts'
import { qwen } from './qwen.ts'
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
  copilot,
  antigravity,
  gemini,
  opencode,
  opencode2,
  qwen,
  grok,
  kiro,
  windsurf,
  zed,
  other,
]
