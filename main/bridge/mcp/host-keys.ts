/**
 * Arguments that hosts add to every call of every tool, whatever its schema says, and pass on with what
 * the model gave. They are for the host itself and dropped here; the schemas that are advertised stay
 * strict, so that a model's own slip is still told.
 */
import { z } from 'zod'

interface HostKey {
  key: string
  value: z.ZodType
  host: string
  /** The newest it was seen in. */
  version: string
  source: string
}

export const hostKeys: readonly HostKey[] = [
  {
    key: 'wait_for_previous',
    value: z.union([z.boolean(), z.enum(['true', 'false'])]),
    host: 'Gemini CLI',
    version: '0.61.0',
    source:
      'measured: it adds the property to the schema of each tool, and sends what the model chose',
  },
]

const byKey = new Map(hostKeys.map((known) => [known.key, known]))

/** Whether this argument is a host's own, and not one of the tool. */
export const isHostKey = (key: string, value: unknown): boolean =>
  byKey.get(key)?.value.safeParse(value).success ?? false
