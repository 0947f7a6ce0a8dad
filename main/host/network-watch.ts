/** Tells when this computer's network has changed, so that the address is checked at once. */
import { networkInterfaces } from 'node:os'

const lookEveryMs = 5_000

/** Node has no event for it, and comparing the addresses costs next to nothing. Gives its end. */
export function watchNetwork(onChange: () => void): () => void {
  let before = addresses()
  const timer = setInterval(() => {
    const now = addresses()
    if (now === before) return
    before = now
    onChange()
  }, lookEveryMs)
  timer.unref()
  return () => clearInterval(timer)
}

const addresses = (): string =>
  Object.entries(networkInterfaces())
    .flatMap(([name, all]) => (all ?? []).map(({ address }) => `${name} ${address}`))
    .toSorted()
    .join(', ')
