/** Nosey Parker's published examples, as nosey-parker.txt keeps them: of every rule of its that finds a secret. */
import { readFileSync } from 'node:fs'

/** What an example is: it holds a secret, or only what stands for one, or nothing at all. */
export type Holds = 'secret' | 'stand-in' | 'nothing'

export interface Example {
  rule: string
  /** By the name of its file: the rules of this bridge were first widened with the first half alone. */
  half: 'first' | 'second'
  holds: Holds
  text: string
}

const holds: Readonly<Record<string, Holds>> = {
  '¦+': 'secret',
  '¦~': 'stand-in',
  '¦-': 'nothing',
}

/** All of them, as they were published but for what the file says. */
export function noseyParkerExamples(): Example[] {
  const file = readFileSync(new URL('nosey-parker.txt', import.meta.url), 'utf8')
  const examples: (Omit<Example, 'text'> & { lines: string[] })[] = []
  let rule = ''
  let half: Example['half'] = 'first'
  for (const line of file.trimEnd().split('\n')) {
    const held = holds[line]
    if (line.startsWith('¦@')) {
      const [name = '', whichHalf] = line.slice(2).split(' ')
      rule = name
      half = whichHalf === 'second' ? 'second' : 'first'
    } else if (held) examples.push({ rule, half, holds: held, lines: [] })
    else if (rule) examples.at(-1)?.lines.push(line.replaceAll('¦', ''))
  }
  return examples.map(({ lines, ...example }) => ({ ...example, text: lines.join('\n') }))
}
