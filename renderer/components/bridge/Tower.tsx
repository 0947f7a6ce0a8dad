/** A tower of the picture: its roof says whose it is, its window and lantern how things stand. */

export type Light = 'lit' | 'dim' | 'dark'

export interface TowerLook {
  /** Listening, seen lately, away: a whole window, half of one, none. */
  light: Light
  hue: string
  /** It is its turn. */
  lantern?: boolean
  /** What lies at its gate. */
  letter?: 'sealed' | 'open' | undefined
}

interface Props extends TowerLook {
  side: 'left' | 'right'
}

const AT = { left: 300, right: 660 }

export function Tower({ side, light, hue, lantern = false, letter }: Props) {
  const battlements = side === 'right'
  const roof = battlements ? 'M-34 82V54H-20V64H-7V54H7V64H20V54H34V82Z' : 'M-36 82 0 30 36 82Z'
  const mast = battlements ? 54 : 30
  const outward = battlements ? 1 : -1
  return (
    <g transform={`translate(${AT[side]} 0)`}>
      <path className="stone" d="M-29 82H29L36 236H-36Z" />
      <path className="stone" d={roof} />
      <path className="gate" d="M-15 168V150A15 15 0 0 1 15 150V168Z" />
      <path className="road" d="M-34 168H34" />
      <path
        className={light === 'lit' ? 'window lit' : 'window'}
        d="M-6 118V104A6 6 0 0 1 6 104V118Z"
      />
      {light === 'dim' && <path className="window lit" d="M-6 118V111H6V118Z" />}
      <path className="mast" d={`M0 ${mast}V${mast - 22}`} />
      <path className={`pennant ${hue}`} d={`M0 ${mast - 22}L20 ${mast - 16.5} 0 ${mast - 11}Z`} />
      {lantern && <Lantern x={outward * 52} wall={outward * 30} />}
      {letter && <GateLetter x={-outward * 60} hue={hue} open={letter === 'open'} />}
    </g>
  )
}

/** It hangs on the outer wall of whoever's turn it is. */
function Lantern({ x, wall }: { x: number; wall: number }) {
  return (
    <g className="lantern">
      <circle className="glow" cx={x} cy={129} r={27} />
      <path d={`M${wall} 106H${x}V114`} />
      <path className="lamp" d={`M${x - 7} 120H${x + 7}L${x + 5} 138H${x - 5}Z`} />
      <path d={`M${x - 8} 120L${x} 113 ${x + 8} 120Z`} />
    </g>
  )
}

/** A letter on the road before the gate: closed with wax, or with its sheet drawn out. */
function GateLetter({ x, hue, open }: { x: number; hue: string; open: boolean }) {
  return (
    <g className={`gate-letter ${hue}`} transform={`translate(${x} 148)`}>
      {open && <path className="flap" d="M-14 0 0 -12 14 0Z" />}
      {open && <path className="sheet" d="M-9 9V-8H9V9" />}
      <path className="envelope" d="M-14 0H14V18H-14Z" />
      {open ? (
        <path d="M-14 18 0 7 14 18" />
      ) : (
        <>
          <path d="M-14 0 0 10 14 0" />
          <circle className="wax" cx={0} cy={9} r={4} />
        </>
      )}
    </g>
  )
}
