/** The two questions a page can ask; the preload script and ipc.ts must agree on them. */
export const invokeChannel = 'drawbridge:invoke'
export const signalsChannel = 'drawbridge:signals'
