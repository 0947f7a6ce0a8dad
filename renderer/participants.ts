/** The letter and colour of each participant: the same everywhere, today and tomorrow. */

const known: Record<string, { letter: string; hue: string }> = {
  claude: { letter: 'C', hue: 'hue-plum' },
  chatgpt: { letter: 'G', hue: 'hue-fern' },
  owner: { letter: 'O', hue: 'hue-river' },
  codex: { letter: 'X', hue: 'hue-slate' },
  cursor: { letter: 'U', hue: 'hue-iris' },
  _drawbridge: { letter: 'D', hue: 'hue-slate' },
  gemini: { letter: 'M', hue: 'hue-brick' },
}

const others = ['hue-olive', 'hue-brick', 'hue-slate', 'hue-iris']

/** From the id alone, so that it does not depend on who else is here. */
export function lookOf(id: string): { letter: string; hue: string } {
  const look = Object.hasOwn(known, id) ? known[id] : undefined
  if (look) return look
  let sum = 0
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 65_521
  return { letter: id.charAt(0).toUpperCase(), hue: others[sum % others.length] ?? 'hue-slate' }
}

/** Whose tower of the picture it is; undefined for everybody else. */
export function towerOf(id: string): 'left' | 'right' | undefined {
  if (id === 'claude') return 'left'
  return id === 'chatgpt' ? 'right' : undefined
}

/** The sender of the bridge's own notices; no participant. */
const bridgeItself = '_drawbridge'

interface Named {
  id: string
  name: string
}

/** The name people know; for a participant that has gone, the id. */
export const nameOf = (id: string, participants: readonly Named[]): string =>
  id === bridgeItself
    ? 'Drawbridge'
    : (participants.find((participant) => participant.id === id)?.name ?? id)
