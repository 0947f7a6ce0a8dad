/**
 * The picture that carries the product: Claude's tower (a spire) on the left, ChatGPT's
 * (battlements) on the right, the span between them. It tells only what is true: the span is down
 * while the bridge runs, a window is lit when that side listens, a mark travels as a message does.
 */
import { strings } from '../strings.ts'
import { Crossing, type Journey } from './bridge/Crossing.tsx'
import { Tower, type Light, type TowerLook } from './bridge/Tower.tsx'

/** The towers of a talk: who listens, whose turn it is, what lies at the gates. */
export interface TalkLook {
  label: string
  left: TowerLook
  right: TowerLook
}

interface Props {
  /** Says nothing about the bridge: an ornament, hidden from screen readers. */
  decorative?: boolean
  raised: boolean
  /** A portcullis stands in each gate. */
  guarded?: boolean
  /** How each side listens; dark where nothing is said about it. */
  lights?: { left: Light; right: Light }
  /** The latest message, when it arrived just now. */
  crossing?: Journey | undefined
  /** Says how a talk stands instead of how the bridge does. */
  talk?: TalkLook
}

export function Bridge(props: Props) {
  const { decorative = false, raised, guarded = false, lights = dark, crossing, talk } = props
  const words = strings.head.picture
  const label = talk?.label ?? (raised ? words.raised : guarded ? words.guarded : words.lowered)
  const spoken = { role: 'img', 'aria-label': label }
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
      <Tower side="left" {...(talk?.left ?? { light: lights.left, hue: 'hue-plum' })} />
      <Tower side="right" {...(talk?.right ?? { light: lights.right, hue: 'hue-fern' })} />
      {guarded && !raised && <path className="portcullis" d={portcullis(300) + portcullis(660)} />}
      {crossing && <Crossing key={crossing.seq} journey={crossing} letter={talk !== undefined} />}
    </svg>
  )
}

/** Bars before a gate: three upright, two across. */
const portcullis = (x: number): string =>
  `M${x - 8} 139V168M${x} 135V168M${x + 8} 139V168M${x - 15} 148H${x + 15}M${x - 15} 158H${x + 15}`

const dark = { left: 'dark', right: 'dark' } as const

/** One half of the span; styles.css turns it about its hinge. */
function Leaf({ side }: { side: 'left' | 'right' }) {
  const mirror = side === 'left' ? undefined : 'translate(960 0) scale(-1 1)'
  return (
    <g transform={mirror}>
      <path className="leaf" d="M330 168H479.500V175Q400 178 352 196H330Z" />
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
