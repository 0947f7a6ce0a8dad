/** Asks before a shared file is deleted; its versions stay, and so does the way to them. */
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { useToast } from '../../../components/Toasts.tsx'
import { useInvoke } from '../../../data/hooks.ts'
import { goTo } from '../../../navigation.ts'
import { conversationStrings } from '../../../strings/conversation.ts'
import { toFiles } from '../place.ts'
import type { SharedFile } from './preview.ts'

const words = conversationStrings.remove

interface Props {
  file: SharedFile
  open: boolean
  onClose: () => void
}

export function DeleteFile({ file: { name, version }, open, onClose }: Props) {
  const invoke = useInvoke()
  const say = useToast()
  const remove = async (): Promise<void> => {
    // Not what somebody has written since the owner looked.
    await invoke('files.delete', { name, ifVersion: version })
    say(words.done(name))
    goTo(toFiles())
  }
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={words.title(name)}
      description={words.description}
      confirm={words.confirm}
      onConfirm={remove}
    />
  )
}
