/**
 * What most commands do without, loaded when it is asked for: they are over before the bridge's own code could be
 * read.
 */
export const later = {
  otherCommands: () => import('./other-commands.ts'),
  connect: () => import('./connect-commands.ts'),
  relay: () => import('../relay.ts'),
  seat: () => import('./seat-commands.ts'),
  tunnel: () => import('./tunnel-commands.ts'),
  withoutBridge: () => import('./without-bridge.ts'),
  async up() {
    // Before any schema is made.
    await import('../small-heap.ts')
    return import('./up.ts')
  },
}
