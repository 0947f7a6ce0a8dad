/**
 * Ids as models see them: short, because models copy short ids without a mistake and every token
 * counts. They are a letter and a position in the log: `m42` is message 42, `t42` the thread it began.
 */

export const messageId = (seq: number): string => `m${seq}`
export const threadId = (seq: number): string => `t${seq}`

/** The position behind a message id, or undefined for anything else. */
export const messageSeq = (id: string): number | undefined => position('m', id)
/** The position behind a thread id, or undefined for anything else. */
export const threadSeq = (id: string): number | undefined => position('t', id)

export function position(prefix: string, id: string): number | undefined {
  if (!id.startsWith(prefix)) return undefined
  const digits = id.slice(prefix.length)
  return /^[1-9]\d{0,14}$/.test(digits) ? Number(digits) : undefined
}
