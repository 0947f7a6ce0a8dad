/** A recording of the browser's requests: dropped or chosen, read on this computer only. */
import { Button } from '../../../components/Button.tsx'
import { Disclosure } from '../../../components/Disclosure.tsx'
import { FileDrop } from '../../../components/FileDrop.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { Progress } from '../../../components/Progress.tsx'
import { Section } from '../../../components/Section.tsx'
import { sizeOf } from '../../../format.ts'
import { doctorStrings } from '../../../strings/doctor.ts'
import { Findings } from './Findings.tsx'
import { FoundSteps } from './FoundSteps.tsx'
import { useHar, type HarFound } from './use-har.ts'

const words = doctorStrings.explain

export function HarFile() {
  const { reading, read, stop } = useHar()
  const busy = reading.state === 'reading'
  return (
    <Section title={words.harTitle}>
      <div className="max-w-prose space-y-4">
        <p className="text-muted">{words.harLead}</p>
        <FileDrop
          label={words.harChoose}
          multiple={false}
          disabled={busy}
          onFiles={([file]) => file && void read(file)}
        >
          <p className="har-place">{words.harPrivate}</p>
        </FileDrop>
        <Disclosure label={words.harHow}>
          <ol className="list-decimal space-y-1 pl-5 text-muted">
            {words.harSteps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </Disclosure>
        {busy && (
          <div className="space-y-3">
            <Progress
              label={words.reading(reading.name)}
              done={reading.done}
              total={reading.total}
              detail={words.of(sizeOf(reading.done), sizeOf(reading.total))}
            />
            <Button onClick={stop}>{words.stop}</Button>
          </div>
        )}
        {reading.state === 'stopped' && <p role="status">{words.stopped}</p>}
        {reading.state === 'failed' && <Problem problem={reading.failure} />}
      </div>
      {reading.state === 'found' && <Outcome name={reading.name} found={reading.found} />}
    </Section>
  )
}

function Outcome({ name, found: { findings, steps } }: { name: string; found: HarFound }) {
  return (
    <div className="mt-8 space-y-8">
      <p className="font-mono text-sm wrap-anywhere text-muted">{name}</p>
      {findings.length > 0 ? (
        <Findings findings={findings} />
      ) : (
        <p role="status">{words.noFindings}</p>
      )}
      <FoundSteps steps={steps} />
    </div>
  )
}
