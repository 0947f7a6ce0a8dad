/**
 * One side of a talk that does only what the answers say: join, then the call each answer names next. It
 * stops once nothing is asked of it any more, or the talk waits for its owner.
 */
import type { PromptedSide, Side } from './sides.ts'

export type Answers = Record<string, unknown>

/**
 * `answers` by name of argument; what is asked for is taken from there. `first`: what was said instead of
 * joining. Gives the hand-ins made.
 */
export async function followTalk(
  side: Side,
  talk: string,
  answers: (phase: string) => Answers,
  first?: Record<string, unknown>,
): Promise<Answers[]> {
  const handedIn: Answers[] = []
  let last = first ?? (await side.call('join_talk', { talk }))
  for (;;) {
    const next = String(last['next'])
    if (next.includes('call take_turn')) {
      const all = answers(String(last['phase']))
      const required = (last['required'] as string[]).map((name) => [name, all[name]])
      const content: Answers = Object.fromEntries(required)
      handedIn.push(content)
      last = await side.call('take_turn', { talk, turn: last['turn'], ...content })
    } else if (next.includes('nothing more') || last['state'] === 'paused') return handedIn
    else last = await side.call('watch_talk', { talk, after: last['last_step'] })
  }
}

/** Comes in by a prompt, which ends with what is next. */
export async function comeByPrompt(
  side: PromptedSide,
  name: string,
  talk: string,
): Promise<Record<string, unknown>> {
  const prompt = await side.prompt(name, { talk })
  const next = prompt.slice(prompt.lastIndexOf('Next: '))
  const asked = /call take_turn with talk: "\w+", turn: (\d+), ([\w, ]+?)(?: \(and|\.)/.exec(next)
  return { next, phase: '', turn: Number(asked?.[1]), required: asked?.[2]?.split(', ') ?? [] }
}
