/** Handing a HAR file to the bridge piece by piece, and what it found in it. */
import { useEffect, useRef, useState } from 'react'
import type { Failure, MethodResult } from '../../../../main/contract.ts'
import { useInvoke } from '../../../data/hooks.ts'
import { failureFrom } from '../../../data/failure.ts'
import { CallFailed, type Invoke } from '../../../transport.ts'
import { doctorStrings } from '../../../strings/doctor.ts'
import { piecesOf, type Piece } from './har-pieces.ts'

const words = doctorStrings.explain

export interface HarFound {
  findings: NonNullable<MethodResult<'doctor.har'>['findings']>
  steps: MethodResult<'doctor.har'>['steps']
}

export type Reading =
  | { state: 'idle' | 'stopped' }
  | { state: 'reading'; name: string; done: number; total: number }
  | { state: 'found'; name: string; found: HarFound }
  | { state: 'failed'; failure: Failure }

export interface Har {
  reading: Reading
  read: (file: File) => Promise<void>
  stop: () => void
}

export function useHar(): Har {
  const invoke = useInvoke()
  const [reading, setReading] = useState<Reading>({ state: 'idle' })
  /** The newest file; an older one that is still on its way is let go of. */
  const current = useRef(0)
  useEffect(() => () => void (current.current += 1), [])

  const read = async (file: File): Promise<void> => {
    const mine = (current.current += 1)
    const { name, size } = file
    const wanted = (): boolean => current.current === mine
    setReading({ state: 'reading', name, done: 0, total: size })
    try {
      const onPiece = (done: number): void => {
        if (wanted()) setReading({ state: 'reading', name, done, total: size })
      }
      const found = await send(invoke, piecesIn(file), { wanted, onPiece })
      if (found && wanted()) setReading({ state: 'found', name, found })
    } catch (thrown) {
      if (wanted()) setReading({ state: 'failed', failure: failureFrom(thrown) })
    }
  }
  const stop = (): void => {
    current.current += 1
    setReading({ state: 'stopped' })
  }
  return { reading, read, stop }
}

interface Follower {
  /** Whether to go on. */
  wanted: () => boolean
  onPiece: (done: number) => void
}

/** One piece after the other, until the bridge has all or nobody wants it any more. */
async function send(
  invoke: Invoke,
  pieces: AsyncIterable<Piece>,
  { wanted, onPiece }: Follower,
): Promise<HarFound | undefined> {
  let upload: string | undefined
  for await (const { text, done, last } of pieces) {
    if (!wanted()) return undefined
    const answer = await invoke('doctor.har', {
      ...(upload === undefined ? {} : { upload }),
      text,
      last,
    })
    upload = answer.upload
    onPiece(done)
    if (answer.findings) return { findings: answer.findings, steps: answer.steps }
  }
  return undefined
}

/** The file may have gone, or not be the owner's to read. */
async function* piecesIn(file: File): AsyncGenerator<Piece> {
  try {
    yield* piecesOf(file)
  } catch (thrown) {
    if (thrown instanceof CallFailed) throw thrown
    throw new CallFailed(words.unreadable(file.name))
  }
}
