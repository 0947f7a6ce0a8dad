/** Removes for good what was archived or deleted long enough ago; a word has to be typed. */
import { useState } from 'react'
import type { MethodResult } from '../../../../main/contract.ts'
import { Button } from '../../../components/Button.tsx'
import { Bytes } from '../../../components/Bytes.tsx'
import { Checkbox } from '../../../components/Checkbox.tsx'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import { settingsStrings } from '../../../strings/settings.ts'
import { DataAction } from './DataAction.tsx'

const words = settingsStrings.data.purge
const MOST_DAYS = 36_500

export function Purge() {
  const invoke = useInvoke()
  const [text, setText] = useState('90')
  const [oldVersions, setOldVersions] = useState(false)
  const [asking, setAsking] = useState(false)
  const [gone, setGone] = useState<MethodResult<'data.purge'>>()
  const days = /^\d+$/.test(text.trim()) ? Number(text) : NaN
  const { number, range } = settingsStrings.wrong
  const error = Number.isNaN(days) ? number : days > MOST_DAYS ? range('0', '36500') : undefined
  const purge = async (): Promise<void> =>
    setGone(await invoke('data.purge', { olderThanDays: days, oldVersions }))
  return (
    <DataAction title={words.title} hint={words.hint} done={gone && <Outcome gone={gone} />}>
      <TextField
        label={words.days}
        error={error}
        value={text}
        onChange={setText}
        inputMode="numeric"
        className="w-36 tabular-nums"
        autoComplete="off"
      />
      <Checkbox label={words.oldVersions} checked={oldVersions} onChange={setOldVersions} />
      <Button kind="danger" disabled={error !== undefined} onClick={() => setAsking(true)}>
        {words.action}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={words.confirmTitle}
        description={words.confirm(days, oldVersions)}
        typed={words.word}
        confirm={words.confirmAction}
        onConfirm={purge}
      />
    </DataAction>
  )
}

function Outcome({ gone }: { gone: MethodResult<'data.purge'> }) {
  const { entries, contents, bytes } = gone
  if (entries + contents === 0) return words.nothing
  return (
    <>
      {words.done(entries, contents)} {words.freed} <Bytes value={bytes} />
    </>
  )
}
