/** The doctor reads: a pasted text, a HAR file. Both are read here and nothing of them is kept. */
import type { doctorMethods } from '../../contract/doctor.ts'
import type { Settings } from '../../contract/settings-schema.ts'
import { explainText, type AboutHere } from '../explain/explain-text.ts'
import { createHarUploads } from '../doctor/har/har-uploads.ts'
import type { Origins } from '../address/origins.ts'
import type { HandlersOf } from './handlers.ts'
import { aboutSaved } from './identity-guide-methods.ts'

export interface DoctorExplainDeps {
  origins: Pick<Origins, 'list' | 'mcpUrl'>
  settings: { get(): Pick<Settings, 'identity'> }
}

type Area = Pick<HandlersOf<typeof doctorMethods>, 'doctor.explain' | 'doctor.har'>

export function doctorExplainHandlers({ origins, settings }: DoctorExplainDeps): Area {
  const about = (): AboutHere => ({
    mcpUrls: [...new Set([origins.mcpUrl(), ...origins.list().map(({ url }) => `${url}/mcp`)])],
    upstream: aboutSaved(settings.get().identity),
  })
  const uploads = createHarUploads(about)
  return {
    'doctor.explain': ({ text }) => explainText(text, about()),
    'doctor.har': async (given) => {
      const { upload, diagnosis } = await uploads.piece(given)
      return { upload, findings: diagnosis?.findings ?? null, steps: diagnosis?.steps ?? [] }
    },
  }
}
