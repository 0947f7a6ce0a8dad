/** Everything around the view: places to go, how the connection stands, who waits at the gate. */
import { Suspense, useState } from 'react'
import { LiveRegion } from '../components/LiveRegion.tsx'
import { Skeleton } from '../components/Skeleton.tsx'
import { StartAgain } from '../components/StartAgain.tsx'
import { useForget, useLink, useLoaded } from '../data/hooks.ts'
import { usePlace, type Place, type ViewName } from '../navigation.ts'
import { strings } from '../strings.ts'
import { SignedOut } from '../views/SignedOut.tsx'
import { Gate } from './Gate.tsx'
import { Overlays, type Overlay } from './Overlays.tsx'
import { Places } from './Places.tsx'
import { Tasks } from './Tasks.tsx'
import { useArrival } from './use-arrival.ts'
import { useTheme } from './use-theme.ts'
import { ViewBoundary } from './ViewBoundary.tsx'
import type { View } from './view-code.ts'
import { views } from './views.ts'

/** Views that show who waits at the gate themselves, in full; the doctor where it holds a rehearsal. */
const hasOwnGate = ({ view, path }: Place): boolean =>
  view === 'home' || view === 'clients' || (view === 'doctor' && path[0] === 'rehearsal')

/** Views that show long work themselves, where it was begun. */
const withOwnTasks: readonly ViewName[] = ['setup', 'settings', 'doctor']

/** A view whose code was loaded before the frame is drawn. */
export interface FirstView {
  name: ViewName
  View: View
}

interface Props {
  first?: FirstView | undefined
}

export function Frame({ first }: Props) {
  const link = useLink()
  if (link === 'signed-out') return <SignedOut />
  return <SignedIn stopped={link === 'stopped'} first={first} />
}

function SignedIn({ stopped, first }: Props & { stopped: boolean }) {
  const place = usePlace()
  const { value: status } = useLoaded('status.get', {})
  const { value: approvals } = useLoaded('approvals.list', {})
  const visible = stopped ? undefined : status
  const waiting = stopped ? [] : (approvals ?? [])
  const [overlay, setOverlay] = useState<Overlay>()
  const main = useArrival(place.view, waiting.length)
  const forget = useForget()
  useTheme()
  // React holds a view back for a while once it has shown that one is coming (Suspense).
  const View = place.view === first?.name ? first.View : views[place.view]
  return (
    <div className="frame">
      <a className="skip" href="#main" onClick={(event) => skipTo(event, main.current)}>
        {strings.frame.skip}
      </a>
      <Places
        current={place.view}
        status={visible}
        stopped={stopped}
        waiting={waiting.length}
        onPalette={() => setOverlay('palette')}
        onHeld={() => setOverlay('held')}
        onShortcuts={() => setOverlay('shortcuts')}
      />
      <div className="frame-body">
        <LiveRegion urgent>{stopped && strings.frame.old}</LiveRegion>
        {stopped && place.view !== 'home' && (
          <aside className="stopped-bar" aria-label={strings.frame.stopped}>
            {strings.frame.old} <StartAgain />
          </aside>
        )}
        {!stopped && !withOwnTasks.includes(place.view) && <Tasks />}
        <Gate approvals={waiting} quiet={hasOwnGate(place)} />
        <main ref={main} id="main" tabIndex={-1} className="outline-none">
          <ViewBoundary key={place.view} onRetry={forget}>
            <Suspense fallback={<Arriving />}>
              <View path={place.path} />
            </Suspense>
          </ViewBoundary>
        </main>
      </div>
      <Overlays status={visible} approvals={waiting} overlay={overlay} onOverlay={setOverlay} />
    </div>
  )
}

/** Holds the place while the code of a view is on its way. */
function Arriving() {
  return (
    <div className="view">
      <Skeleton lines={6} />
    </div>
  )
}

/** Not by the address: that says which view is shown. */
function skipTo(event: { preventDefault: () => void }, main: HTMLElement | null): void {
  event.preventDefault()
  main?.focus()
}
