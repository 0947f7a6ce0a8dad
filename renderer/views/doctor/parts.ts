/** The parts of the doctor, as they stand in the address: `#doctor/rehearsal`. */
export const partNames = ['connections', 'rehearsal', 'explain', 'computer', 'report'] as const

export type PartName = (typeof partNames)[number]

/** The first for anything that is no part. */
export const partOf = (path: readonly string[]): PartName =>
  partNames.find((name) => name === path[0]) ?? 'connections'
