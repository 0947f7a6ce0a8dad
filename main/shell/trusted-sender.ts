/**
 * The one check every message from a page has to pass (Electron's security checklist, 17): it comes
 * from the main frame of the app's own window, and that frame shows the app's own address.
 */
import { isAppAddress } from './app-address.ts'

/** What is looked at of Electron's event. */
export interface Sender<Contents> {
  sender: Contents
  /** Null when the frame has navigated or gone since. */
  senderFrame: { url: string; parent: object | null } | null
}

export function isTrusted<Contents>(
  { sender, senderFrame }: Sender<Contents>,
  ours: Contents | undefined,
): boolean {
  return (
    ours !== undefined &&
    sender === ours &&
    senderFrame !== null &&
    senderFrame.parent === null &&
    isAppAddress(senderFrame.url)
  )
}
