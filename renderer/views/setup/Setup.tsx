/** The first-run guide: sign-in, address, ChatGPT, Claude, and a message through. */
import { EmptyState } from '../../components/EmptyState.tsx'
import { ViewFrame } from '../../components/ViewFrame.tsx'
import { setupStrings } from '../../strings/setup.ts'

export function Setup() {
  return <ViewFrame title={setupStrings.title} empty={<EmptyState title={setupStrings.empty} />} />
}
