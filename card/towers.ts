/**
 * The picture: a tower for each of two seats and the bridge between. A window is lit for one that
 * listens, half lit for one that called lately, dark for one that is away; a lantern hangs where the turn
 * is, and a letter lies at the gate of one that has handed in.
 */
import { svg } from './elements.ts'
import type { Seat } from './view.ts'

/** Null draws a tower without anybody. */
export function towers(
  label: string,
  [left, right]: readonly (Seat | undefined)[],
  raised: boolean,
): SVGElement {
  const leaf = { class: 'stone', d: 'M330 168H479.500V175Q400 178 352 196H330Z' }
  const half = (side: string) => svg('g', { class: `leaf ${side}` }, svg('path', leaf))
  return svg(
    'svg',
    { viewBox: '210 4 540 240', class: raised ? 'raised' : '', role: 'img', 'aria-label': label },
    svg('path', {
      class: 'water',
      d: 'M216 224q9-5 18 0t18 0M380 228q9-5 18 0t18 0M470 218q9-5 18 0t18 0M548 230q9-5 18 0t18 0M712 222q9-5 18 0t18 0',
    }),
    half('left'),
    half('right'),
    svg('path', {
      class: 'chain',
      d: raised ? 'M327 92 389 100M633 92 571 100' : 'M327 92 452 168M633 92 508 168',
    }),
    tower(left, 300, -1),
    tower(right, 660, 1),
  )
}

function tower(seat: Seat | undefined, x: number, outward: -1 | 1): SVGElement {
  const path = (d: string, name = '') => svg('path', { class: name, d })
  const spire = outward < 0
  const light = seat?.listening ?? ''
  const at = outward * 52
  return svg(
    'g',
    { transform: `translate(${x})`, class: spire ? 'first' : 'second' },
    path('M-29 82H29L36 236H-36Z', 'stone'),
    path(spire ? 'M-36 82 0 30 36 82Z' : 'M-34 82V54H-20V64H-7V54H7V64H20V54H34V82Z', 'stone'),
    path('M-15 168V150A15 15 0 0 1 15 150V168Z', 'gate'),
    path('M-34 168H34'),
    path('M-6 118V104A6 6 0 0 1 6 104V118Z', light === 'waiting' ? 'lit' : ''),
    light === 'lately' && path('M-6 118V111H6V118Z', 'lit'),
    path(spire ? 'M0 30V8' : 'M0 54V32'),
    path(spire ? 'M0 8L20 13.500 0 19Z' : 'M0 32L20 37.500 0 43Z', 'hue'),
    seat?.hasTurn === true &&
      svg(
        'g',
        { class: 'lantern' },
        svg('circle', { cx: at, cy: 129, r: 27, class: 'glow' }),
        path(`M${outward * 30} 106H${at}V114M${at - 8} 120L${at} 113 ${at + 8} 120Z`),
        path(`M${at - 7} 120H${at + 7}L${at + 5} 138H${at - 5}Z`, 'lit'),
      ),
    seat !== undefined &&
      seat.handedIn !== 'no' &&
      letter(-outward * 60, seat.handedIn === 'sealed'),
  )
}

function letter(x: number, sealed: boolean): SVGElement {
  return svg(
    'g',
    { class: 'letter', transform: `translate(${x} 148)` },
    svg('path', { class: 'stone', d: 'M-14 0H14V18H-14Z' }),
    svg('path', { d: sealed ? 'M-14 0 0 10 14 0' : 'M-14 18 0 7 14 18' }),
    sealed && svg('circle', { cx: 0, cy: 9, r: 4, class: 'hue' }),
  )
}
