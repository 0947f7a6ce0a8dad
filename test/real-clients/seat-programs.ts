/**
 * Programs as the bridge runs them, pinned, each with what leads it to a model on loopback. Only what carries
 * a login goes through to a seat, so a launcher of ours names the model.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ProgramId } from '../../main/bridge/seats/recipes/recipe.ts'

export interface SeatProgram {
  by: ProgramId
  package: string
  version: string
  bin: string
  /** The environment in which it finds its model. */
  env(model: string): Record<string, string>
  /** Settings in its home, as its owner's sign-in leaves them there: by path. */
  home?: Record<string, object>
  /** More arguments of the seat. */
  args?: (model: string) => string[]
}

const provider = (model: string) => `{name="loopback",base_url="${model}/v1",wire_api="responses"}`

export const seatPrograms: Record<string, SeatProgram> = {
  claude: {
    by: 'claude-code',
    package: '@anthropic-ai/claude-code',
    version: '2.1.332',
    bin: 'claude',
    env: (model) => ({ ANTHROPIC_BASE_URL: model, ANTHROPIC_API_KEY: 'none' }),
    args: () => ['--model', 'claude-sonnet-4-5'],
  },
  codex: {
    by: 'codex',
    package: '@openai/codex',
    version: '0.171.0',
    bin: 'codex',
    env: () => ({}),
    args: (model) => [
      '-c',
      'model="gpt-5.4"',
      '-c',
      'model_provider="loopback"',
      '-c',
      `model_providers.loopback=${provider(model)}`,
    ],
  },
  opencode: {
    by: 'opencode',
    package: 'opencode-ai',
    version: '1.18.33',
    bin: 'opencode',
    env: () => ({}),
    args: () => ['--model', 'loopback/stub'],
  },
  gemini: {
    by: 'gemini',
    package: '@google/gemini-cli',
    version: '0.61.0',
    bin: 'gemini',
    env: (model) => ({ GEMINI_API_KEY: 'none', GOOGLE_GEMINI_BASE_URL: model }),
    // Without it, the address of a model is taken for a sign-in of its own, which it then refuses.
    home: { '.gemini/settings.json': { security: { auth: { selectedType: 'gemini-api-key' } } } },
  },
  qwen: {
    by: 'qwen',
    package: '@qwen-code/qwen-code',
    version: '0.24.4',
    bin: 'qwen',
    env: (model) => ({
      OPENAI_API_KEY: 'none',
      OPENAI_BASE_URL: `${model}/v1`,
      OPENAI_MODEL: 'stub',
    }),
    args: () => ['--auth-type', 'openai'],
  },
  copilot: {
    by: 'copilot',
    package: '@github/copilot',
    version: '1.0.102',
    bin: 'copilot',
    env: (model) => ({
      COPILOT_OFFLINE: 'true',
      COPILOT_PROVIDER_BASE_URL: `${model}/v1`,
      COPILOT_PROVIDER_API_KEY: 'none',
      COPILOT_MODEL: 'gpt-5.4',
    }),
  },
}

/** What opencode takes from the file that OPENCODE_CONFIG names, beside what the seat gives it. */
const opencodeConfig = (model: string) => ({
  small_model: 'loopback/stub',
  provider: {
    loopback: {
      npm: '@ai-sdk/openai-compatible',
      options: { baseURL: `${model}/v1`, apiKey: 'none' },
      models: {
        stub: { name: 'stub', tool_call: true, limit: { context: 200_000, output: 8_000 } },
      },
    },
  },
})

/** An executable that starts the program with its model. Gives its path. */
export async function launcherOf(
  { by, bin, env, home: settings = {} }: SeatProgram,
  { folder, path, model, home }: { folder: string; path: string; model: string; home: string },
): Promise<string> {
  for (const [name, content] of Object.entries(settings)) {
    await mkdir(dirname(join(home, name)), { recursive: true })
    await writeFile(join(home, name), JSON.stringify(content))
  }
  await mkdir(folder, { recursive: true })
  const config = join(folder, 'opencode.json')
  await writeFile(config, JSON.stringify(opencodeConfig(model)))
  const names = { ...env(model), ...(by === 'opencode' && { OPENCODE_CONFIG: config }) }
  const lines = Object.entries(names).map(([name, value]) => `export ${name}='${value}'`)
  const launcher = join(folder, bin)
  await writeFile(launcher, `#!/bin/sh\n${lines.join('\n')}\nexec '${path}' "$@"\n`, {
    mode: 0o755,
  })
  return launcher
}
