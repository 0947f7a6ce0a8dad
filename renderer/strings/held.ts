/** What is said of threads that wait for the owner. */
import { numberOf } from '../format.ts'

export const heldStrings = {
  waiting: 'Waits for your word',
  about: (title: string) => `What happens to “${title}”`,
  paused: (n: number) =>
    `Paused: ${numberOf(n)} messages without you. Both models know. Nothing is lost.`,
  ended: 'You have ended this thread. Models can read it and write no more in it.',
  on: 'Go on',
  open: 'Open it again',
  more: (n: number) => `${numberOf(n)} more`,
  end: 'End',
}
