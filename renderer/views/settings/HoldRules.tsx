/** The rules for what waits at the gate: each as a sentence, to be deleted; and a form for another. */
import { X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../components/Button.tsx'
import { IconButton } from '../../components/IconButton.tsx'
import { useInvoke, useLoaded } from '../../data/hooks.ts'
import { useAction } from '../../data/use-action.ts'
import { nameOf } from '../../participants.ts'
import { holdRuleStrings as words } from '../../strings/hold-rules.ts'
import { NewHoldRule } from './NewHoldRule.tsx'
import { SettingRow } from './SettingRow.tsx'
import { useSettings, type Settings } from './use-settings.ts'

type Rule = Settings['hold'][number]

export function HoldRules() {
  const { settings } = useSettings()
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  const { value: participants = [] } = useLoaded('participants.list', {})
  const [adding, setAdding] = useState(false)
  const said = (rule: Rule) => words.rule(rule, (id) => nameOf(id, participants))

  return (
    <SettingRow name="hold" failure={failure}>
      <div>
        <p className="font-medium">{words.title}</p>
        <p className="text-sm text-muted">{words.hint}</p>
        {settings.hold.length === 0 ? (
          <p className="mt-3">{words.none}</p>
        ) : (
          <ul aria-label={words.list} className="mt-3 space-y-1">
            {settings.hold.map((rule) => (
              <li key={JSON.stringify(rule)} className="flex items-center justify-between gap-3">
                <span className="min-w-0 wrap-anywhere">{said(rule)}</span>
                <IconButton
                  icon={X}
                  label={words.remove(said(rule))}
                  onClick={() => void run(() => invoke('held.removeRule', { rule }))}
                />
              </li>
            ))}
          </ul>
        )}
        <div className="mt-3">
          {adding ? (
            <NewHoldRule
              busy={busy}
              participants={participants}
              onCancel={() => setAdding(false)}
              onAdd={async (rule) => {
                if (await run(() => invoke('held.addRule', { rule }))) setAdding(false)
              }}
            />
          ) : (
            <Button disabled={busy} onClick={() => setAdding(true)}>
              {words.add}
            </Button>
          )}
        </div>
      </div>
    </SettingRow>
  )
}
