/** Fetching the whole conversation, or one thread of it, piece by piece, and handing it to the browser when it is whole. */
import { useEffect, useRef, useState } from 'react'
import type { Failure, MethodParams } from '../../main/contract.ts'
import { failureFrom } from './failure.ts'
import { useInvoke } from './hooks.ts'
import { saveBlob } from '../save-blob.ts'

export type Format = MethodParams<'export.start'>['format']

export type ExportState =
  | { kind: 'idle' }
  | { kind: 'running'; fileName: string; characters: number }
  | { kind: 'done'; fileName: string }
  | { kind: 'failed'; failure: Failure }

const types: Record<Format, string> = {
  markdown: 'text/markdown;charset=utf-8',
  json: 'application/json',
}

/** `thread`: only this one. */
export function useExport(thread?: string) {
  const [state, setState] = useState<ExportState>({ kind: 'idle' })
  const invoke = useInvoke()
  /** The run that counts; an older one stops at its next piece. */
  const run = useRef(0)
  useEffect(() => () => void (run.current += 1), [])

  const begin = async (format: Format): Promise<void> => {
    const mine = (run.current += 1)
    const still = (): boolean => run.current === mine
    setState({ kind: 'running', fileName: '', characters: 0 })
    try {
      const { id, fileName } = await invoke('export.start', {
        format,
        ...(thread !== undefined && { thread }),
      })
      const pieces: string[] = []
      let characters = 0
      while (still()) {
        const { text } = await invoke('export.next', { id })
        if (!still()) return
        if (text === null) {
          saveBlob(new Blob(pieces, { type: types[format] }), fileName)
          setState({ kind: 'done', fileName })
          return
        }
        pieces.push(text)
        characters += text.length
        setState({ kind: 'running', fileName, characters })
      }
    } catch (thrown) {
      if (still()) setState({ kind: 'failed', failure: failureFrom(thrown) })
    }
  }
  /** What is under way ends; the bridge lets go of it by itself. */
  const leave = (): void => {
    run.current += 1
    setState({ kind: 'idle' })
  }
  return { state, begin: (format: Format) => void begin(format), leave }
}
