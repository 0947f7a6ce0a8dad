/** The fields of one hand-in: those its phase asks for, in the order in which they are read. */
import { Select } from '../../../../components/Select.tsx'
import { TextArea } from '../../../../components/TextArea.tsx'
import { TextField } from '../../../../components/TextField.tsx'
import { talkStrings } from '../../../../strings/talks.ts'
import type { Asks, FieldName } from '../../shapes.ts'
import type { Choice, Entered } from './entered.ts'
import { EvidenceList } from './EvidenceList.tsx'
import { ObjectionList } from './ObjectionList.tsx'

const words = talkStrings.waiting

interface Props {
  asks: Asks
  entered: Entered
  onChange: (change: Partial<Entered>) => void
}

export function HandInFields({ asks, entered, onChange }: Props) {
  const asked = (name: FieldName): boolean =>
    asks.required.includes(name) || asks.optional.includes(name)
  const label = (name: FieldName): string =>
    asks.required.includes(name) ? words[name] : words.optional(words[name])
  return (
    <>
      {asked('decision') && (
        <DecisionFields label={label('decision')} entered={entered} onChange={onChange} />
      )}
      {asked('answer') && (
        <TextField
          label={label('answer')}
          dir="auto"
          maxLength={300}
          value={entered.answer}
          onChange={(answer) => onChange({ answer })}
        />
      )}
      {asked('text') && (
        <TextArea
          label={label('text')}
          dir="auto"
          value={entered.text}
          onChange={(text) => onChange({ text })}
        />
      )}
      {asked('confidence') && (
        <TextField
          label={label('confidence')}
          inputMode="numeric"
          value={entered.confidence}
          onChange={(typed) => onChange({ confidence: digitsOf(typed) })}
        />
      )}
      {asked('objections') && (
        <ObjectionList
          objections={entered.objections}
          onChange={(objections) => onChange({ objections })}
        />
      )}
      {(['same', 'accept', 'done'] as const).map(
        (name) =>
          asked(name) && (
            <Select<Choice>
              key={name}
              label={label(name)}
              value={entered[name]}
              onChange={(choice) => onChange({ [name]: choice })}
              options={[
                { value: '', label: words.choose },
                { value: 'yes', label: words.yes },
                { value: 'no', label: words.no },
              ]}
            />
          ),
      )}
    </>
  )
}

const digitsOf = (typed: string): string => typed.replaceAll(/\D/g, '').slice(0, 3)

function DecisionFields({ label, entered, onChange }: Omit<Props, 'asks'> & { label: string }) {
  return (
    <>
      <Select
        label={label}
        value={entered.decision}
        onChange={(decision) => onChange({ decision })}
        options={[
          { value: '', label: words.choose },
          { value: 'keep', label: words.decisions.keep },
          { value: 'change', label: words.decisions.change },
        ]}
      />
      {entered.decision !== '' && (
        <TextField
          label={words.reason}
          dir="auto"
          value={entered.reason}
          onChange={(reason) => onChange({ reason })}
        />
      )}
      {entered.decision === 'change' && (
        <EvidenceList evidence={entered.evidence} onChange={(evidence) => onChange({ evidence })} />
      )}
    </>
  )
}
