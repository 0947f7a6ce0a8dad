/** An event that can be prevented, as Electron's emitters hand it out first. */
export interface PreventableEvent {
  preventDefault(): void
  readonly defaultPrevented: boolean
}

export function preventable<T extends object>(fields: T): T & PreventableEvent {
  let prevented = false
  return Object.defineProperties(
    { ...fields },
    {
      preventDefault: { value: () => (prevented = true) },
      defaultPrevented: { get: () => prevented },
    },
  ) as T & PreventableEvent
}
