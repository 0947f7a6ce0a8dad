/** A text with something else where its secrets stood. */
import { scanText, type Finding } from './scan.ts'

export const hideSecrets = (text: string, instead: string): string =>
  without(text, scanText(text), () => instead)

/** `findings` as scanText gives them: in order, none inside another. */
export function without(
  text: string,
  findings: readonly Finding[],
  instead: (finding: Finding) => string,
): string {
  let hidden = ''
  let done = 0
  for (const finding of findings) {
    hidden += text.slice(done, finding.start) + instead(finding)
    done = finding.end
  }
  return hidden + text.slice(done)
}
