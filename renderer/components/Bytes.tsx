/** A size as people read it; the exact number is in its title. */
import { numberOf, sizeOf } from '../format.ts'

export function Bytes({ value }: { value: number }) {
  return (
    <span title={`${numberOf(value)} B`} className="whitespace-nowrap tabular-nums">
      {sizeOf(value)}
    </span>
  )
}
