/** A Markdown file read piece by piece: the first at once, the others while the window has time. */
import type { Root } from 'mdast'
import { useEffect, useMemo, useState } from 'react'
import { isReadable, parsePiece } from './parse.ts'
import { piecesOf } from './pieces.ts'

/** A piece as a tree, or as the text it is. */
export type Read = Root | string

/** How long is read at a stretch. */
const stretchMs = 8

/** What is read of the file so far; undefined for one that is not worth it. */
export function usePieces(text: string): Read[] | undefined {
  const pieces = useMemo(() => (isReadable(text) ? piecesOf(text) : undefined), [text])
  const first = useMemo(() => pieces?.slice(0, 1).map(read), [pieces])
  const [more, setMore] = useState<{ of: readonly string[]; read: Read[] }>()
  const known = more !== undefined && more.of === pieces ? more.read : first

  useEffect(() => {
    if (!pieces || !first) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const goOn = (so: Read[]): void => {
      if (so.length >= pieces.length) return
      timer = setTimeout(() => {
        const now = [...so]
        const end = performance.now() + stretchMs
        do now.push(...pieces.slice(now.length, now.length + 1).map(read))
        while (now.length < pieces.length && performance.now() < end)
        setMore({ of: pieces, read: now })
        goOn(now)
      })
    }
    goOn(first)
    return () => clearTimeout(timer)
  }, [pieces, first])

  return known
}

const read = (piece: string): Read => parsePiece(piece) ?? piece
