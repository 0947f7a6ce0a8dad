/** The programs that can take a seat. */
import { claudeCode } from './claude-code.ts'
import { codex } from './codex.ts'
import { command } from './command.ts'
import { copilot } from './copilot.ts'
import { gemini } from './gemini.ts'
import { opencode } from './opencode.ts'
import { qwen } from './qwen.ts'
import type { ProgramId, Recipe } from './recipe.ts'

/** Those that do best first. */
export const recipes: readonly Recipe[] = [
  claudeCode,
  codex,
  opencode,
  gemini,
  qwen,
  copilot,
  command,
]

const byId = new Map(recipes.map((recipe) => [recipe.id, recipe]))

export function recipeOf(id: ProgramId): Recipe {
  const recipe = byId.get(id)
  if (!recipe) throw new Error(`There is no recipe ${id}`)
  return recipe
}
