/**
 * A program that is always there must stay small. Import this first: schemas made before it keep
 * zod's own setting. What each part brings is in docs/adr/0020-memory.md.
 */
import { setFlagsFromString } from 'node:v8'
import { config } from 'zod'

// zod keeps a WeakMap per parse so that values may contain themselves. JSON cannot, and the entries
// outlive every minor collection.
config({ memoizer: { attach() {}, guard() {}, alloc: (_schema, _payload, empty) => empty } })

/**
 * V8 sizes its heap by the memory of the machine and lets garbage grow to 200 MB before it looks.
 * With this it collects early; there is no limit that a large file could hit.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--optimize-for-size')
}
