/**
 * The guide of one provider: what is entered, the steps with what is known of each, checking and
 * keeping. A secret is only ever sent with a call; it never becomes part of a question's name.
 */
import { useState } from 'react'
import type { MethodResult } from '../../../../main/contract.ts'
import { useInvoke, useLoaded } from '../../../data/hooks.ts'
import { useAction } from '../../../data/use-action.ts'
import type { Identity } from '../chapters.ts'
import { judge, soundPart, type FieldName, type Fields, type ProviderKind } from './fields.ts'

type Steps = MethodResult<'identity.steps'>

export function useProvider(kind: ProviderKind, identity: Identity) {
  const invoke = useInvoke()
  const saving = useAction()
  const checking = useAction()
  const [fields, setFields] = useState<Fields>({})
  /** Which step is being looked at; all of them: true. */
  const [looking, setLooking] = useState<string | true>()
  /** What a look at values that are not kept has found. */
  const [found, setFound] = useState<Steps>()
  /** The last steps that came, so that nothing jumps while others are asked for. */
  const [shown, setShown] = useState<Steps>()

  const draft = { provider: kind, ...soundPart(kind, fields) }
  const { clientSecret: _secret, ...open } = draft
  const { value: loaded, failure, reload } = useLoaded('identity.steps', open)
  if (loaded && loaded !== shown) setShown(loaded)

  const ours = identity.saved === kind
  const kept: Fields = ours
    ? {
        domain:
          (kind === 'auth0' && URL.parse(identity.issuer ?? '')?.host) || identity.issuer || '',
        clientId: identity.clientId ?? '',
        audience: identity.audience ?? '',
      }
    : {}
  const valueOf = (name: FieldName): string => fields[name] ?? kept[name] ?? ''
  const names = Object.keys(fields) as FieldName[]
  const changed = names.filter((name) => valueOf(name).trim() !== (kept[name] ?? ''))
  const faulty = changed.some((name) => judge(kind, name, valueOf(name)).error !== undefined)
  const hasSecret = (ours && identity.hasSecret) || valueOf('clientSecret').trim() !== ''

  return {
    kind,
    steps: found ?? shown,
    failure,
    valueOf,
    hasSecret: ours && identity.hasSecret,
    change(name: FieldName, value: string) {
      setFound(undefined)
      setFields({ ...fields, [name]: value })
    },
    dirty: changed.length > 0,
    missing: [
      ...(valueOf('domain').trim() === '' ? ['domain' as const] : []),
      ...(valueOf('clientId').trim() === '' ? ['clientId' as const] : []),
      ...(hasSecret ? [] : ['clientSecret' as const]),
    ],
    /** Something can be kept, half of it too. */
    keepable: changed.length > 0 && !faulty && valueOf('domain').trim() !== '',
    saving,
    async keep() {
      const done = await saving.run(() => invoke('identity.save', draft))
      if (done) setFields({})
      setFound(undefined)
      return done
    },
    checking,
    looking: checking.busy ? looking : undefined,
    check(step?: string) {
      setLooking(step ?? true)
      return checking.run(async () => {
        const looked = await invoke(
          'identity.check',
          step === undefined ? draft : { ...draft, step },
        )
        // The bridge keeps what it found with what is kept; of a draft only this page knows.
        if (changed.length > 0) setFound(looked)
        else reload()
      })
    },
  }
}

export type Provider = ReturnType<typeof useProvider>
