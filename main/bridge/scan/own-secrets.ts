/**
 * Secrets of the bridge itself: client secrets, codes and refresh tokens are 43 signs of base64url with
 * nothing to tell them by, so whoever keeps them is asked. It needs no secret for that, only their hashes.
 */
export type IsOwnSecret = (candidate: string) => boolean

const run = /(?<![\w-])[\w-]{43}(?![\w-])/g
/** A text of nothing but such runs costs no more than this. */
const mostAsked = 200

export function ownSecrets(text: string, isOwn: IsOwnSecret): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  let asked = 0
  for (const { 0: candidate, index } of text.matchAll(run)) {
    asked += 1
    if (asked > mostAsked) break
    if (isOwn(candidate)) found.push({ start: index, end: index + candidate.length })
  }
  return found
}
