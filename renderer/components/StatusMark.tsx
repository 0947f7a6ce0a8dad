/** How something stands, by shape and by colour; the words are said beside it or read out. */
import { strings } from '../strings.ts'

export type MarkState = 'ok' | 'failed' | 'attention' | 'working' | 'waiting' | 'off'

interface Props {
  state: MarkState
  /** Read out; leave it out where the words stand beside the mark. */
  label?: string
}

export function StatusMark({ state, label }: Props) {
  const spoken =
    label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label }
  return (
    <svg viewBox="0 0 20 20" className={`mark mark-${state}`} {...spoken}>
      {shapes[state]}
    </svg>
  )
}

/** The state as a word, for where no better one is at hand. */
export const markWord = (state: MarkState): string => strings.kit.marks[state]

const shapes = {
  ok: (
    <>
      <circle className="mark-fill" cx="10" cy="10" r="8" />
      <path className="mark-cut" d="m6.200 10.300 2.600 2.600 5-5.600" />
    </>
  ),
  failed: (
    <>
      <path
        className="mark-fill"
        d="M6.700 2h6.600L18 6.700v6.600L13.300 18H6.700L2 13.300V6.700Z"
      />
      <path className="mark-cut" d="m7.200 7.200 5.600 5.600m0-5.600-5.600 5.600" />
    </>
  ),
  attention: (
    <>
      <path className="mark-fill" d="M10 1.800 18.600 17.400H1.400Z" />
      <path className="mark-cut" d="M10 7.500v4.200m0 2.500v.1" />
    </>
  ),
  working: (
    <>
      <circle className="mark-line mark-faint" cx="10" cy="10" r="7" />
      <path className="mark-line mark-turning" d="M10 3a7 7 0 0 1 7 7" />
    </>
  ),
  waiting: <circle className="mark-line mark-dashed" cx="10" cy="10" r="7" />,
  off: <path className="mark-line" d="M4 10h12" />,
} as const
