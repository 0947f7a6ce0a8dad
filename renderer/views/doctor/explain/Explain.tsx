/** What the owner saw elsewhere, explained: a text that was shown, a recording of the browser. */
import { HarFile } from './HarFile.tsx'
import { PastedText } from './PastedText.tsx'

export function Explain() {
  return (
    <div className="space-y-14">
      <PastedText />
      <HarFile />
    </div>
  )
}
