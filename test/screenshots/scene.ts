/**
 * One thing to see in the panel: where it is, how the bridge stands there, and what the owner did
 * just before. The scenes of each area are `scenes` of a file in scenes/; take.ts finds them.
 */
import type { Page } from 'playwright-core'
import type { FakeControl, FakeState } from '../fakes/fake-control.ts'

export interface Scene {
  /** Of the picture, in its area: "empty", "wrong-number". */
  name: string
  /** "#doctor/rehearsal". */
  hash: string
  /** What differs from an empty bridge; every picture begins with a copy of its own. */
  state: Partial<FakeState>
  /** What happens before the picture is taken. */
  act?: (page: Page, bridge: SceneBridge) => Promise<void>
  /** Only what is on the screen, for what lies over the page; else the whole page. */
  screenOnly?: boolean
}

export interface SceneBridge {
  control: FakeControl
  /** Takes the bridge out of sight. */
  stop: () => Promise<void>
}
