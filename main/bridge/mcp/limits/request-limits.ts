/**
 * How large a request may be, by what it is: only a tool that takes the content of a file needs more
 * than a message does. Which tool is meant is known for sure only once the text is parsed; before
 * that, a text that does not even hold its name is refused unparsed.
 */
import { BridgeError } from '../../base/errors.ts'

export interface RequestLimits {
  /** For everything but the content of files. */
  small: number
  /** For tools that take the content of a file. */
  large: number
  /** Names of those tools. */
  largeTools: readonly string[]
}

/** The limit for a request of which nothing is read yet; `named`: the tool its headers name, if any. */
export function limitFor(
  { small, large, largeTools }: RequestLimits,
  mayUse: (tool: string) => boolean,
  named?: string,
): number {
  const open = named === undefined || largeTools.includes(named)
  return open && largeTools.some(mayUse) ? Math.max(small, large) : small
}

/** Throws `body-too-large` for a large text in which no tool with large arguments is named. */
export function requireLargeTool(text: Buffer, { small, largeTools }: RequestLimits): void {
  if (text.length <= small || largeTools.some((name) => text.includes(`"${name}"`))) return
  throw new BridgeError('body-too-large', { limit: small })
}

/** The same once it is parsed: every request that is not for such a tool must be small by itself. */
export function requireLargeCall(
  value: unknown,
  bytes: number,
  { small, largeTools }: RequestLimits,
): void {
  if (bytes <= small) return
  const messages: unknown[] = Array.isArray(value) ? value : [value]
  const others = messages.filter((message) => !largeTools.includes(toolIn(message) ?? ''))
  if (others.length === 0) return
  if (others.length < messages.length && JSON.stringify(others).length <= small) return
  throw new BridgeError('body-too-large', { limit: small })
}

function toolIn(message: unknown): string | undefined {
  if (typeof message !== 'object' || message === null) return undefined
  const { method, params } = message as { method?: unknown; params?: { name?: unknown } | null }
  const name = method === 'tools/call' ? params?.name : undefined
  return typeof name === 'string' ? name : undefined
}
