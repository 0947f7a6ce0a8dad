/** The events of this bridge as `events/list` gives them; built once, because clients ask at every start. */
import { z } from 'zod'
import { eventTypes } from '../events/event-types.ts'

/** The extension's name, announced beside the capability. */
export const eventsExtension = 'io.modelcontextprotocol/events'

// Webhooks only: a delivery a released client does not know makes it refuse the whole list.
export const eventList = {
  events: Object.values(eventTypes).map(({ name, description, filter, payload }) => ({
    name,
    description,
    delivery: ['webhook'],
    inputSchema: schemaOf(filter),
    payloadSchema: schemaOf(payload),
  })),
}

function schemaOf(schema: z.ZodObject): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input' })
  return rest
}
