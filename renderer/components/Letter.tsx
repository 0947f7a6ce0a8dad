/** The mark of a participant: its letter in its colour. Always beside the name, so hidden from readers. */
import { lookOf } from '../participants.ts'

export function Letter({ id, small = false }: { id: string; small?: boolean }) {
  const { letter, hue } = lookOf(id)
  const size = small ? 'size-5 text-[0.7rem]' : 'size-8 text-base'
  return (
    <span aria-hidden="true" className={`letter ${hue} ${size}`}>
      {letter}
    </span>
  )
}
