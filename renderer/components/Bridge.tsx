/**
 * The picture that carries the product: Claude's tower (a spire) on the left, ChatGPT's
 * (battlements) on the right, the span between them. It tells only what is true: the span is down
 * while the bridge runs, a window is lit when that side is connected, a mark crosses per message.
 */
import { strings } from '../strings.ts'

export type Crossing = { seq: number; hue: string; from: 'left' | 'right' }

interface Props {
  /** Says nothing about the bridge: an ornament, hidden from screen readers. */
  decorative?: boolean
  raised: boolean
  leftLit: boolean
  rightLit: boolean
  /** The latest message, when it arrived just now. */
  crossing: Crossing | undefined
}

export function Bridge({ decorative = false, raised, leftLit, rightLit, crossing }: Props) {
  const words = strings.head.picture
  const spoken = { role: 'img', 'aria-label': raised ? words.raised : words.lowered }
  return (
    <svg
      viewBox="180 8 600 236"
      className={`bridge ${raised ? 'raised' : 'lowered'}`}
      {...(decorative ? { 'aria-hidden': true } : spoken)}
    >
      <path className="viaduct" d={viaduct(-1) + viaduct(1)} />
      <path className="water" d={waves(216, 0) + waves(227, 30) + waves(238, 12)} />
      <Leaf side="left" />
      <Leaf side="right" />
      <g className="chains chains-lowered">
        <path d="M327 92 452 168M633 92 508 168" />
      </g>
      <g className="chains chains-raised">
        <path d="M327 92 389 100M633 92 571 100" />
      </g>
      <Tower x={300} lit={leftLit} hue="hue-plum" />
      <Tower x={660} lit={rightLit} hue="hue-fern" battlements />
      {crossing && (
        <circle
          key={crossing.seq}
          className={`crossing crossing-${crossing.from} ${crossing.hue}`}
          cx={480}
          cy={156}
          r={6}
        />
      )}
    </svg>
  )
}

/** One half of the span; styles.css turns it about its hinge. */
function Leaf({ side }: { side: 'left' | 'right' }) {
  const mirror = side === 'left' ? undefined : 'translate(960 0) scale(-1 1)'
  return (
    <g transform={mirror}>
      <path className="leaf" d="M330 168H479.500V175Q400 178 352 196H330Z" />
    </g>
  )
}

interface TowerProps {
  x: number
  lit: boolean
  hue: string
  battlements?: boolean
}

function Tower({ x, lit, hue, battlements = false }: TowerProps) {
  const roof = battlements ? 'M-34 82V54H-20V64H-7V54H7V64H20V54H34V82Z' : 'M-36 82 0 30 36 82Z'
  const mast = battlements ? 54 : 30
  return (
    <g transform={`translate(${x} 0)`}>
      <path className="stone" d="M-29 82H29L36 236H-36Z" />
      <path className="stone" d={roof} />
      <path className="gate" d="M-15 168V150A15 15 0 0 1 15 150V168Z" />
      <path className="road" d="M-34 168H34" />
      <path className={lit ? 'window lit' : 'window'} d="M-6 118V104A6 6 0 0 1 6 104V118Z" />
      <path className="mast" d={`M0 ${mast}V${mast - 22}`} />
      <path className={`pennant ${hue}`} d={`M0 ${mast - 22}L20 ${mast - 16.5} 0 ${mast - 11}Z`} />
    </g>
  )
}

/** The road that leads up to a tower: stone arches, out to the edge of any window. */
function viaduct(direction: -1 | 1): string {
  const start = 480 + direction * 186
  const sweep = direction < 0 ? 0 : 1
  const bays = Array.from({ length: 28 }, (_, i) => {
    const pier = start + direction * (i * 66 + 14)
    const next = pier + direction * 52
    return `V212H${pier}V200A26 20 0 0 ${sweep} ${next} 200V212`
  })
  const end = start + direction * 28 * 66
  return `M${start} 168${bays.join('')}H${end}V168Z`
}

/** Broken lines of water, as an engraver would cut them. */
function waves(y: number, shift: number): string {
  return Array.from({ length: 44 }, (_, i) => {
    const x = -1300 + i * 82 + shift + ((i * 37) % 29)
    return `M${x} ${y}q9-5 18 0t18 0`
  }).join('')
}
