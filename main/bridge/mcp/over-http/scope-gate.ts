/** Which scope a JSON-RPC request lacks, decided before it runs so HTTP can answer 403 (RFC 6750 §3.1). */
import { eventTypes, isEventName } from '../../events/event-types.ts'
import { scopeOfResource } from '../resources.ts'

/** The scope the request (or one request of a batch) needs and `granted` does not hold. */
export function missingScope(
  body: unknown,
  granted: ReadonlySet<string>,
  scopeOfTool: (name: string) => string | undefined,
): string | undefined {
  for (const request of Array.isArray(body) ? body : [body]) {
    const scope = neededBy(request, scopeOfTool)
    if (scope !== undefined && !granted.has(scope)) return scope
  }
  return undefined
}

function neededBy(
  request: unknown,
  scopeOfTool: (name: string) => string | undefined,
): string | undefined {
  if (typeof request !== 'object' || request === null) return undefined
  const { method, params } = request as { method?: unknown; params?: unknown }
  if (typeof params !== 'object' || params === null) return undefined
  const { name, uri } = params as { name?: unknown; uri?: unknown }
  if (method === 'tools/call' && typeof name === 'string') return scopeOfTool(name)
  if (method === 'resources/read' && typeof uri === 'string') return scopeOfResource(uri)
  if (method === 'events/subscribe' && isEventName(name)) return eventTypes[name].scope
  return undefined
}
