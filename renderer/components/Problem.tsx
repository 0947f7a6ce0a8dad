/** What went wrong and what to do, in the bridge's own words; the code is there for who wants it. */
import type { Failure } from '../../main/contract.ts'

export function Problem({ failure }: { failure: Failure }) {
  return (
    <div role="alert" className="border-l-2 border-accent py-1 pl-4">
      <p className="font-medium wrap-anywhere">{failure.message}</p>
      <p className="text-muted wrap-anywhere">
        {failure.next} <code className="text-sm">{failure.code}</code>
      </p>
    </div>
  )
}
