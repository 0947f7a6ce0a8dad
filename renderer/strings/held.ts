/** What is said of threads that wait for the owner. */
import { numberOf } from '../format.ts'

export const heldStrings = {
  waiting: 'Waits for your word',
  about: (title: string) => `What happens to “${title}”`,
  paused: (n: number) =>
    `Paused: ${numberOf(n)} messages without you. Both models know. Nothing is lost.`,
  pausedForDay:
    'Paused: they have exchanged the characters you allow within a day. Both models know. Nothing is lost.',
  ended: 'You have ended this thread. Models can read it and write no more in it.',
  on: 'Go on',
  open: 'Open it again',
  more: (n: number) => `${numberOf(n)} more`,
  moreCharacters: 'As much again',
  end: 'End',

  bound: (n: number) => `Pauses after ${numberOf(n)}`,
  unbounded: 'Never pauses',
  boundTitle: 'The bound of this thread',
  boundLabel: 'Pause this thread after',
  boundHint: 'Messages between models without you. Left empty: as the settings say.',
  boundWrong: 'A whole number from 1 to 10,000.',
  boundSave: 'Save',
  boundSaved: (n: number | null) =>
    n === null
      ? 'It pauses where the settings say.'
      : `It pauses after ${numberOf(n)} messages now.`,
}
