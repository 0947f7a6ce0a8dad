/**
 * A model reduced to one habit: it reads the last tool answer as its host hands it over, finds the next
 * call named there, and makes it. What a hand-in says comes from a list by name of argument.
 */

export type Content = Record<string, unknown>

export type Decision = { call: string; args: Content } | { say: string }

export interface Read {
  /** What the person typed. */
  prompt: string
  /** The tool answers so far, oldest first, each as the host wrote it into the conversation. */
  answers: string[]
}

const inRow = 6

/** `content`: what to hand in, by name of argument. */
export function decide({ prompt, answers }: Read, content: Content): Decision {
  const last = answers.at(-1)
  if (last === undefined) {
    // Hosts put words of their own, and of the server, before what the person typed.
    const from = [...prompt.matchAll(/\bcall [a-z]+_[a-z]+/g)].at(-1)?.index ?? 0
    return named(prompt.slice(from), content) ?? { say: 'I was not told what to call.' }
  }
  const next = nextSentence(last)
  if (next === undefined) return { say: `The answer names no next call: ${last.slice(-300)}` }
  if (/nothing more|paused/.test(next)) return { say: plain(next) }
  const decision = named(next, content)
  if (!decision) return { say: `I cannot make a call of: ${next}` }
  const same = answers.slice(-inRow).filter((one) => nextSentence(one) === next).length
  return same === inRow ? { say: `Nothing happens. ${plain(next)}` } : decision
}

/** The last line that says what is next. JSON in which it stands ends with the quote before it. */
function nextSentence(answer: string): string | undefined {
  const from = answer.lastIndexOf('Next: ')
  if (from < 0) return undefined
  const line = answer.slice(from).split('\n')[0] ?? ''
  return line
    .replaceAll(String.raw`\"`, '\u0000')
    .split('"}')[0]
    ?.replaceAll('\u0000', '"')
}

const plain = (next: string): string => next.replace(/^Next: /, '')

/** `call NAME with a: "x", b: 3, c, d (and, if you have it, e)`: values as given, else from the content. */
function named(sentence: string, content: Content): Decision | undefined {
  const found = /\bcall (?<call>[a-z]+_[a-z]+)(?: with (?<rest>.*))?/.exec(sentence)?.groups
  if (found?.['call'] === undefined) return undefined
  const args: Content = {}
  const words = (found['rest'] ?? '').replace(' (and, if you have it, ', ', ')
  const argument = /(?<name>[a-z_]+)(?:: (?<value>"[^"]*"|\d+))?(?<comma>, )?/y
  for (;;) {
    const one = argument.exec(words)?.groups
    if (one?.['name'] === undefined) break
    const { name, value, comma } = one
    args[name] = value === undefined ? content[name] : (JSON.parse(value) as unknown)
    if (comma === undefined) break
  }
  return { call: found['call'], args }
}
