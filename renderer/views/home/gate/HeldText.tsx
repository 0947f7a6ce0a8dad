/** What a held item says: a file beside the version the others know, line by line; everything else as it is. */
import { Suspense, lazy } from 'react'
import type { MethodResult } from '../../../../main/contract.ts'
import { gateStrings as words } from '../../../strings/gate.ts'

/** Its code comes when somebody first compares. */
const Compared = lazy(async () => ({
  default: (await import('../../conversation/files/Diff.tsx')).Compared,
}))

interface Props {
  item: MethodResult<'held.list'>[number]
  /** Undefined until it has come. */
  whole: MethodResult<'held.get'> | undefined
}

export function HeldText({ item, whole }: Props) {
  const text = whole?.text
  const plain = (
    <blockquote
      className="my-2 max-h-80 overflow-auto font-mono text-sm wrap-anywhere whitespace-pre-wrap"
      dir="auto"
    >
      {text ?? (whole ? `${item.title} · ${words.bytes(item.bytes)}` : item.title)}
    </blockquote>
  )
  if (typeof text !== 'string' || typeof whole?.known !== 'string') return plain
  return (
    <div className="my-2 max-h-[60vh] overflow-auto">
      <p className="font-mono text-sm wrap-anywhere">{item.title}</p>
      <Suspense fallback={plain}>
        <Compared before={whole.known} after={text} title={words.compared} otherwise={plain} />
      </Suspense>
    </div>
  )
}
