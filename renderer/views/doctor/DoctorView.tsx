/** Why a connection does not work. */
import { EmptyState } from '../../components/EmptyState.tsx'
import { ViewFrame } from '../../components/ViewFrame.tsx'
import { doctorStrings } from '../../strings/doctor.ts'

export function DoctorView() {
  return (
    <ViewFrame title={doctorStrings.title} empty={<EmptyState title={doctorStrings.empty} />} />
  )
}
