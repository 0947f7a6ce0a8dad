/** Who proves to be the owner, the signing keys, the audit trail. */
import { EmptyState } from '../../components/EmptyState.tsx'
import { ViewFrame } from '../../components/ViewFrame.tsx'
import { keysStrings } from '../../strings/keys.ts'

export function KeysView() {
  return <ViewFrame title={keysStrings.title} empty={<EmptyState title={keysStrings.empty} />} />
}
