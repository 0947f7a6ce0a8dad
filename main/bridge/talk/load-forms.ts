/** The forms there are: the bridge's own, and those an owner put into a folder as JSON files. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { errorCode } from '../base/error-code.ts'
import { formSchema, type Form } from './form.ts'
import debate from './forms/debate.json' with { type: 'json' }
import review from './forms/review.json' with { type: 'json' }
import secondOpinion from './forms/second-opinion.json' with { type: 'json' }
import work from './forms/work.json' with { type: 'json' }
import type { FormList } from './talk-types.ts'

export const builtInForms: readonly Form[] = [secondOpinion, review, debate, work].map((form) =>
  // So few are read sooner than a reader is compiled for them.
  formSchema.parse(form, { jitless: true }),
)

const largestFile = 256 * 1024
const mostFiles = 100

/** Reads the folder anew, so that a form may be mended while the bridge runs. */
export function loadForms(folder: string): FormList {
  const forms: FormList['forms'] = builtInForms.map((form) => ({ form, source: 'built-in' }))
  const broken: FormList['broken'] = []
  for (const file of filesIn(folder)) {
    try {
      const form = readForm(join(folder, file))
      if (forms.some((known) => known.form.id === form.id)) {
        throw new Error(`There is a form called "${form.id}" already; give it another id.`)
      }
      forms.push({ form, source: 'own' })
    } catch (error) {
      broken.push({ file, problem: problemOf(error) })
    }
  }
  return { forms, broken, folder }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .toSorted()
      .slice(0, mostFiles)
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return []
    throw error
  }
}

function readForm(path: string): Form {
  if (statSync(path).size > largestFile) throw new Error('The file is larger than a form can be.')
  return formSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
}

/** What is wrong, and where. */
function problemOf(error: unknown): string {
  if (!(error instanceof z.ZodError)) return error instanceof Error ? error.message : String(error)
  return error.issues
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
    .join('; ')
}
