/** A message on the span: it travels from where it came from to where it goes, once. */

/** A tower, or the middle of the span, where the owner and everybody without a tower stand. */
export type Stop = 'left' | 'middle' | 'right'

export interface Journey {
  seq: number
  hue: string
  from: Stop
  /** Several where it goes to both towers at once. */
  to: readonly Stop[]
}

/** `letter`: as it looks in a talk. */
export function Crossing({ journey, letter }: { journey: Journey; letter: boolean }) {
  const { hue, from, to } = journey
  return to.map((stop) => (
    <g key={stop} className={`crossing ${hue}`} data-from={from} data-to={stop}>
      {letter ? <Letter /> : <circle cx={480} cy={156} r={6} />}
    </g>
  ))
}

function Letter() {
  return (
    <>
      <path d="M466 146H494V164H466Z" />
      <path className="fold" d="M467 147 480 156 493 147" />
    </>
  )
}
