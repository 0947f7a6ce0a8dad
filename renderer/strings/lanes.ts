/** What is said of those that may read and not write, and of what the owner pastes for them. */
import { numberOf } from '../format.ts'

export const laneStrings = {
  title: 'Waits for you to paste',
  due: (name: string, title: string) => `${name} has to answer in “${title}”`,
  more: (n: number) => `and ${numberOf(n)} more`,
  mayNotWrite: (name: string) => `${name} may read here and not write`,
  detail: 'Paste what it said. It is sent in its name, marked as pasted by you.',
  others: 'Paste what somebody said',
  paste: (name: string) => `What ${name} said`,
  send: (name: string) => `Send for ${name}`,
  sent: (name: string) => `Sent in the name of ${name}, marked as pasted by you.`,
  line: 'To make it look again, paste this line into its app:',
  copyOf: (name: string) => `the line for ${name}`,
  command: 'Or run this command',
}
