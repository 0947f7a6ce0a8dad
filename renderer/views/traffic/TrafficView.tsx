/** Everything that crosses, live. */
import { EmptyState } from '../../components/EmptyState.tsx'
import { ViewFrame } from '../../components/ViewFrame.tsx'
import { trafficStrings } from '../../strings/traffic.ts'

export function TrafficView() {
  return (
    <ViewFrame title={trafficStrings.title} empty={<EmptyState title={trafficStrings.empty} />} />
  )
}
