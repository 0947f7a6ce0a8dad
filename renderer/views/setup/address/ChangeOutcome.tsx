/** What comes of changing the address: the question before it, and why it failed. */
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { addressStrings } from '../../../strings/setup.ts'
import type { Change } from './use-change.ts'

const words = addressStrings.sure

export function ChangeOutcome({ change }: { change: Change }) {
  const { asking, failure, publicUrl, leave } = change
  return (
    <>
      {failure && <Problem problem={failure} />}
      <ConfirmDialog
        open={asking !== undefined}
        onClose={leave}
        title={words.title}
        description={words.message(publicUrl ?? '')}
        confirm={words.confirm}
        onConfirm={async () => asking?.()}
      />
    </>
  )
}
