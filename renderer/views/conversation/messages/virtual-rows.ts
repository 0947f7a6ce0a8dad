/**
 * TanStack's virtualizer under a name of our own. What it gives changes under the same identity, which
 * only React's compiler could not bear; the panel is not compiled by it, and nothing here memoises what
 * it gives.
 */
export { useVirtualizer as useVirtualRows, type Virtualizer } from '@tanstack/react-virtual'
