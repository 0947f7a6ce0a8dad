/** The data folder as a whole: where it is, copies of it, what goes for good, and beginning anew. */
import { CopyField } from '../../../components/CopyField.tsx'
import { settingsStrings } from '../../../strings/settings.ts'
import { Backup } from './Backup.tsx'
import { Diagnostics } from './Diagnostics.tsx'
import { Export } from './Export.tsx'
import { Purge } from './Purge.tsx'
import { Reset } from './Reset.tsx'

const words = settingsStrings.data

export function DataSection({ dataDir, file }: { dataDir: string; file: string }) {
  return (
    <div className="rows">
      <div className="row space-y-4">
        <CopyField label={words.folder} value={dataDir} />
        <CopyField label={words.file} value={file} />
      </div>
      <Backup />
      <Export />
      <Diagnostics />
      <Purge />
      <Reset />
    </div>
  )
}
