/** The events of this bridge as `events/list` gives them. */
import { z } from 'zod'
import { eventTypes } from '../../events/event-types.ts'

/** The extension's name, announced beside the capability. */
export const eventsExtension = 'io.modelcontextprotocol/events'

// Webhooks only: a delivery a released client does not know makes it refuse the whole list.
const makeList = () => ({
  events: Object.values(eventTypes).map(({ name, description, filter, payload }) => ({
    name,
    description,
    delivery: ['webhook'],
    inputSchema: schemaOf(filter),
    payloadSchema: schemaOf(payload),
  })),
})

let made: ReturnType<typeof makeList> | undefined

/** Made once, because clients ask at every start of theirs, and not before the first asks. */
export const eventList = (): ReturnType<typeof makeList> => (made ??= makeList())

function schemaOf(schema: z.ZodObject): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input' })
  return rest
}
