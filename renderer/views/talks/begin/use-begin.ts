/** A talk that is about to begin: what was asked and chosen so far, with the usual for the rest. */
import { useState } from 'react'
import { useInvoke, useLoaded } from '../../../data/hooks.ts'
import { useAction } from '../../../data/use-action.ts'
import { goTo } from '../../../navigation.ts'
import { nameOf } from '../../../participants.ts'
import { useSharing } from '../../conversation/files/use-sharing.ts'
import { presentIn, usual } from '../../setup/test/travellers.ts'
import { toTalk } from '../place.ts'
import type { Bounds, TalkForm } from '../shapes.ts'

export type Begin = ReturnType<typeof useBegin>

/** One who reads a file answers to it; two who read a question answer it. */
const usualForm = (files: number): string => (files > 0 ? 'review' : 'second-opinion')

export function useBegin() {
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  const { value: status } = useLoaded('status.get', {})
  const { value: clients } = useLoaded('clients.list', {})
  const { value: participants = [] } = useLoaded('participants.list', {})
  const { value: forms } = useLoaded('talks.forms', {})
  const { value: shared = [] } = useLoaded('files.list', {})
  const { value: settings } = useLoaded('settings.get', {})
  const [question, setQuestion] = useState('')
  const [missing, setMissing] = useState(false)
  const [files, setFiles] = useState<readonly string[]>([])
  const [chosenForm, chooseForm] = useState<string>()
  const [order, setOrder] = useState<readonly string[]>()
  const [roles, setRoles] = useState<Readonly<Record<string, string>>>({})
  const [bounds, setBounds] = useState<Readonly<Partial<Bounds>>>({})
  const { sharings, share, send, drop } = useSharing({
    files: shared,
    limit: settings?.settings.limits.fileBytes,
    onShared: ({ name }) => setFiles((all) => [...new Set([...all, name])]),
  })

  const present = status && clients ? presentIn(status, clients) : undefined
  const seats = order ?? usual(present ?? []).slice(0, 3)
  const form: TalkForm | undefined =
    forms?.forms.find(({ id }) => id === (chosenForm ?? usualForm(files.length))) ?? forms?.forms[0]
  const roleOf = (participant: string): string | undefined =>
    roles[participant] ?? form?.usualRoles[seats.indexOf(participant)] ?? undefined
  const sending = sharings.length > 0

  const begin = (): Promise<boolean> => {
    const text = question.trim()
    setMissing(text === '')
    if (text === '' || busy || sending) return Promise.resolve(false)
    return run(async () => {
      const talk = await invoke('talks.begin', {
        question: text,
        ...(form && { form: form.id }),
        seats: seats.map((participant) => {
          const role = roleOf(participant)
          return { participant, ...(role && { role }) }
        }),
        ...(files.length > 0 && { files: [...files] }),
        ...(Object.keys(bounds).length > 0 && { bounds }),
      })
      goTo(toTalk(talk.id))
    })
  }

  return {
    present,
    participants,
    shared,
    forms,
    form,
    chooseForm: (id: string) => {
      chooseForm(id)
      setRoles({})
      setBounds({})
    },
    question,
    ask: (text: string) => {
      setQuestion(text)
      setMissing(false)
    },
    missing,
    files,
    share: (chosen: readonly File[]) => share(chosen),
    leaveOut: (name: string) => setFiles((all) => all.filter((one) => one !== name)),
    sharings,
    send,
    drop,
    sending,
    seats,
    setOrder,
    nameOf: (id: string) => nameOf(id, participants),
    roleOf,
    setRole: (participant: string, role: string) =>
      setRoles((all) => ({ ...all, [participant]: role })),
    bounds,
    setBound: (what: keyof Bounds, value: number | undefined) =>
      setBounds((all) => {
        const next = { ...all }
        if (value === undefined) delete next[what]
        else next[what] = value
        return next
      }),
    begin,
    busy,
    failure,
  }
}
