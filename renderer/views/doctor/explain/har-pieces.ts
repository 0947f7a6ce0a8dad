/** A file as pieces of text: no larger than the bridge takes at once, no letter cut in two. */

/** In bytes; as JSON a piece may grow to twice that. */
export const PIECE_BYTES = 1024 * 1024

export interface Piece {
  text: string
  /** Bytes of the file read so far. */
  done: number
  last: boolean
}

/** Reads on only when the next piece is wanted, so a large file never lies in memory as a whole. */
export async function* piecesOf(file: Blob, pieceBytes = PIECE_BYTES): AsyncGenerator<Piece> {
  const decoder = new TextDecoder()
  let done = 0
  do {
    const bytes = await file.slice(done, done + pieceBytes).arrayBuffer()
    done = Math.min(file.size, done + pieceBytes)
    const last = done >= file.size
    yield { text: decoder.decode(bytes, { stream: !last }), done, last }
  } while (done < file.size)
}
