/** What about a new talk can be chosen: how they work, who takes part and begins, roles, bounds. */
import { Badge } from '../../../components/Badge.tsx'
import { Checkbox } from '../../../components/Checkbox.tsx'
import { RadioCards } from '../../../components/RadioCards.tsx'
import { Select } from '../../../components/Select.tsx'
import { talkStrings } from '../../../strings/talks.ts'
import { BoundFields } from './BoundFields.tsx'
import type { Begin } from './use-begin.ts'

const words = talkStrings.begin

export function Options({ talk }: { talk: Begin }) {
  const { forms, form, seats, present = [], nameOf } = talk
  const [first = ''] = seats
  return (
    <div className="space-y-7">
      <RadioCards
        pairs
        label={words.form}
        value={form?.id ?? null}
        onChange={talk.chooseForm}
        options={(forms?.forms ?? []).map(({ id, title, goodFor, source }) => ({
          value: id,
          title,
          detail: goodFor,
          badge: source === 'own' && <Badge>{words.own}</Badge>,
        }))}
      />
      {forms?.broken.map(({ file, problem }) => (
        <p key={file} className="border-l-2 border-accent pl-4 text-sm wrap-anywhere">
          <span className="font-medium">{words.broken(file)}</span>
          <br />
          {problem}
        </p>
      ))}
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <Select
          label={words.order}
          hint={words.orderHint}
          value={first}
          onChange={(id) => talk.setOrder([id, ...seats.filter((one) => one !== id)])}
          options={seats.map((id) => ({ value: id, label: words.first(nameOf(id)) }))}
        />
        {present.length > 2 && (
          <div className="space-y-2 pt-6">
            {present.map((id) => (
              <Checkbox
                key={id}
                label={words.third(nameOf(id))}
                checked={seats.includes(id)}
                disabled={
                  seats.includes(id)
                    ? seats.length <= (form?.seats.least ?? 2)
                    : seats.length >= (form?.seats.most ?? 2)
                }
                onChange={(on) =>
                  talk.setOrder(on ? [...seats, id] : seats.filter((one) => one !== id))
                }
              />
            ))}
          </div>
        )}
      </div>
      {form && form.roles.length > 0 && (
        <div className="grid gap-5 sm:grid-cols-2">
          {seats.map((id) => (
            <Select
              key={id}
              label={words.role(nameOf(id))}
              value={talk.roleOf(id) ?? ''}
              onChange={(role) => talk.setRole(id, role)}
              options={[
                { value: '', label: words.noRole },
                ...form.roles.map((role) => ({ value: role.id, label: role.title })),
              ]}
            />
          ))}
        </div>
      )}
      <BoundFields talk={talk} />
    </div>
  )
}
