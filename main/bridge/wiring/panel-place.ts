/** Where the host serves the panel, which it says only after the bridge has started. */
import type { Bridge } from './bridge-types.ts'

export interface PanelPlace {
  set: Bridge['setPanel']
  /** Null until the host has said where. */
  url(): string | null
  /** A link that opens it in one browser, once. */
  link(): string | null
}

export function createPanelPlace(): PanelPlace {
  let served: Parameters<Bridge['setPanel']>[0] | null = null
  return {
    set(panel) {
      served = panel
    },
    url: () => served?.url ?? null,
    link: () => served?.link() ?? null,
  }
}
