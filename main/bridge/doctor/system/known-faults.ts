/**
 * Versions of the programs Drawbridge stands on that have faults somebody outside could use. A row goes
 * when nothing that old can be in use any more.
 */

/** The first version that decodes compressed answers without the memory fault, for each line of Node. */
const fixedNode: Readonly<Record<string, string>> = {
  24: '24.22.1',
  // Not maintained any more: the next line has the fix.
  25: '26.12.1',
  26: '26.12.1',
}

/** The first cloudflared with the security fixes of October 2026. */
const fixedCloudflared = '2026.10.2'

/** The version to go to, or undefined when this one has no fault that is known. */
export function nodeFaultFixedIn(version: string): string | undefined {
  const fixed = fixedNode[version.split('.', 1)[0] ?? '']
  return fixed !== undefined && isOlder(version, fixed) ? fixed : undefined
}

export const cloudflaredFaultFixedIn = (version: string): string | undefined =>
  isOlder(version, fixedCloudflared) ? fixedCloudflared : undefined

/** Of two versions that are numbers with dots; what is none counts as old. */
function isOlder(version: string, than: string): boolean {
  const numbers = (text: string) => text.split('.').map((part) => Number.parseInt(part, 10) || 0)
  const [mine, other] = [numbers(version), numbers(than)]
  for (let index = 0; index < other.length; index += 1) {
    const difference = (mine[index] ?? 0) - (other[index] ?? 0)
    if (difference !== 0) return difference < 0
  }
  return false
}
