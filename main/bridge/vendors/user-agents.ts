/** Families of user agents: which program asks, as far as its own header says. Proves nothing. */
import { vendorFacts, type UserAgent, type Vendor } from './facts.ts'

export interface Family extends UserAgent {
  vendor: Vendor
}

const other = (id: string, name: string, pattern: RegExp): Family => ({
  id,
  name,
  pattern,
  vendor: 'other',
})

const madeWith = (id: string, pattern: RegExp): Family =>
  other(id, `A program made with ${id}`, pattern)

const families: readonly Family[] = [
  madeWith('rehearsal', /^drawbridge-rehearsal\//i),
  ...vendorFacts.flatMap(({ vendor, userAgents }) =>
    userAgents.map((agent) => ({ ...agent, vendor })),
  ),
  other('opencode', 'opencode', /opencode/i),
  other('browser', 'A browser', /^mozilla\//i),
  madeWith('bun', /^bun\//i),
  madeWith('node', /^(?:node|undici)\b/i),
  madeWith('python', /python|httpx|aiohttp/i),
  madeWith('go', /^go-http/i),
  madeWith('curl', /^curl\//i),
]

const without = other('none', 'A program without a name', /^$/)
const unknown = other('other', 'A program without a known name', /^/)

const byId = new Map([...families, without, unknown].map((family) => [family.id, family]))

/** The family a user agent belongs to. */
export const familyOf = (userAgent: string): Family =>
  families.find(({ pattern }) => pattern.test(userAgent)) ?? (userAgent === '' ? without : unknown)

/** The family with this id, as it was noted earlier. */
export const familyById = (id: string): Family | undefined => byId.get(id)
