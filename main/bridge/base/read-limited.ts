/**
 * The text of an answer from a server nobody vouches for: never more of it in memory than was asked
 * for, however much is sent.
 */
const usualBytes = 512 * 1024

/** Its beginning; leaving the loop cancels the rest. */
export async function readLimited(response: Response, mostBytes = usualBytes): Promise<string> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of response.body ?? []) {
    pieces.push(piece)
    bytes += piece.byteLength
    if (bytes > mostBytes) break
  }
  return Buffer.concat(pieces).toString('utf8', 0, Math.min(bytes, mostBytes))
}

/** As JSON; what was cut is none any more, and throws as what was never JSON does. */
export const readLimitedJson = async (response: Response, mostBytes?: number): Promise<unknown> =>
  JSON.parse(await readLimited(response, mostBytes))
