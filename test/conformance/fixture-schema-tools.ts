/** Fixture tools whose input schema is what is examined (SEP-1613, SEP-2106, SEP-2243). */
import { readFileSync } from 'node:fs'
import { fromJsonSchema, type McpServer } from '@modelcontextprotocol/server'
import { z } from 'zod'
import { saying } from './fixture-content.ts'

/** The schema the suite's text gives, word for word. */
const schema2020 = fromJsonSchema(
  JSON.parse(
    readFileSync(new URL('./fixture-schema-2020-12.json', import.meta.url), 'utf8'),
  ) as Parameters<typeof fromJsonSchema>[0],
)

const mirroredInHeader = z.object({ region: z.string().meta({ 'x-mcp-header': 'Region' }) })

export function addSchemaTools(server: McpServer): void {
  server.registerTool(
    'json_schema_2020_12_tool',
    { description: 'Tool with JSON Schema 2020-12 features', inputSchema: schema2020 },
    () => saying('Accepted.'),
  )
  server.registerTool(
    'test_header_argument',
    { description: 'Has an argument that is also a header', inputSchema: mirroredInHeader },
    () => saying('Accepted.'),
  )
}
