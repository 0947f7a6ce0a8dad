/** The whole conversation as one file, fetched piece by piece. */
import { Button } from '../../../components/Button.tsx'
import { useExport } from '../../../data/use-export.ts'
import { settingsStrings } from '../../../strings/settings.ts'
import { DataAction } from './DataAction.tsx'

const words = settingsStrings.data.export

export function Export() {
  const { state, begin } = useExport()
  return (
    <DataAction
      title={words.title}
      hint={words.hint}
      failure={state.kind === 'failed' ? state.failure : undefined}
      done={state.kind === 'done' && words.done(state.fileName)}
    >
      <div className="flex flex-wrap gap-3">
        {(['markdown', 'json'] as const).map((format) => (
          <Button key={format} disabled={state.kind === 'running'} onClick={() => begin(format)}>
            {words[format]}
          </Button>
        ))}
      </div>
    </DataAction>
  )
}
