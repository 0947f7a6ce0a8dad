/** The text of an answer from a server nobody vouches for: its beginning, however long it is. */
const usualBytes = 512 * 1024

export async function readLimited(response: Response, mostBytes = usualBytes): Promise<string> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of response.body ?? []) {
    pieces.push(piece)
    bytes += piece.byteLength
    // Leaving the loop cancels the rest.
    if (bytes > mostBytes) break
  }
  return Buffer.concat(pieces).toString('utf8', 0, Math.min(bytes, mostBytes))
}
