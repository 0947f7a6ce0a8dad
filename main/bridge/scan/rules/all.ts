/** Every rule with a literal, the surest first: of two that find the same place the first is told. */
import type { Rule } from '../rule.ts'
import { clouds } from './clouds.ts'
import { commandLines } from './command-lines.ts'
import { codeHosts } from './code-hosts.ts'
import { models } from './models.ts'
import { passwords } from './passwords.ts'
import { services } from './services.ts'
import { shapes } from './shapes.ts'

export const rules: readonly Rule[] = [
  ...models,
  ...codeHosts,
  ...clouds,
  ...services,
  ...shapes,
  ...passwords,
  ...commandLines,
]
