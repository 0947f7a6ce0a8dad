/** The keys that tokens are signed with: which signs, since when, where they lie, and rotating them. */
import { useState } from 'react'
import type { MethodResult, Status } from '../../../main/contract.ts'
import { Button } from '../../components/Button.tsx'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { Problem } from '../../components/Problem.tsx'
import { Section } from '../../components/Section.tsx'
import { StatusMark, type MarkState } from '../../components/StatusMark.tsx'
import { Time } from '../../components/Time.tsx'
import { useToast } from '../../components/Toasts.tsx'
import { useInvoke, useLoaded } from '../../data/hooks.ts'
import { hrefTo } from '../../navigation.ts'
import { keysStrings } from '../../strings/keys.ts'
import { Secrets } from './Secrets.tsx'

const words = keysStrings.keys

type Key = MethodResult<'keys.list'>[number]

const marks: Record<Key['state'], MarkState> = { current: 'ok', next: 'waiting', retired: 'off' }
const order: readonly Key['state'][] = ['current', 'next', 'retired']

export function SigningKeys({ secrets }: { secrets: Status['secrets'] }) {
  const invoke = useInvoke()
  const say = useToast()
  const [asking, setAsking] = useState(false)
  const { value: keys, failure } = useLoaded('keys.list', {})
  const { value: settings } = useLoaded('settings.get', {})
  const sorted = keys?.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  const rotate = async (): Promise<void> => {
    await invoke('keys.rotate', {})
    say(words.rotated)
  }
  return (
    <div className="space-y-14">
      <Section title={words.title} loading={!keys && !failure}>
        <p className="mb-6 max-w-prose text-muted">
          {words.lead}{' '}
          {settings && (
            <>
              {words.every(settings.settings.signIn.keyRotationDays)}{' '}
              <a className="link" href={hrefTo('settings', 'sign-in')}>
                {words.change}
              </a>
            </>
          )}
        </p>
        {failure && <Problem problem={failure} />}
        <ul className="rows">
          {sorted?.map((key) => (
            <li key={key.kid} className="flex items-start gap-3">
              <span className="mt-1 flex">
                <StatusMark state={marks[key.state]} />
              </span>
              <div className="min-w-0 grow">
                <p className="flex flex-wrap items-baseline gap-x-3">
                  <span className="font-medium">{words.states[key.state]}</span>
                  <code className="wrap-anywhere">{key.kid}</code>
                </p>
                <p className="text-sm text-muted">{words.explain[key.state]}</p>
              </div>
              <p className="shrink-0 text-right text-sm text-muted">
                {words.age} <Time iso={key.createdAt} />
                {key.retiresAt !== null && (
                  <>
                    <br />
                    {words.until} <Time iso={key.retiresAt} />
                  </>
                )}
              </p>
            </li>
          ))}
        </ul>
        <div className="mt-6">
          <Button onClick={() => setAsking(true)}>{words.rotate}</Button>
        </div>
      </Section>
      <Secrets secrets={secrets} />
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={words.rotateTitle}
        description={words.rotateMessage}
        confirm={words.rotateConfirm}
        danger={false}
        onConfirm={rotate}
      />
    </div>
  )
}
