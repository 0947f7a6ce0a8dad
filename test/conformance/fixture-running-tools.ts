/** Fixture tools that speak while they run: log messages and progress. */
import { setTimeout } from 'node:timers/promises'
import type { McpServer } from '@modelcontextprotocol/server'
import { saying } from './fixture-content.ts'

/** The suite's text asks for about this long between messages. */
const pauseMs = 50

export function addRunningTools(server: McpServer): void {
  server.registerTool(
    'test_tool_with_logging',
    { description: 'Logs three times' },
    async ({ mcpReq }) => {
      await mcpReq.log('info', 'Tool execution started')
      await setTimeout(pauseMs)
      await mcpReq.log('info', 'Tool processing data')
      await setTimeout(pauseMs)
      await mcpReq.log('info', 'Tool execution completed')
      return saying('Logged three times.')
    },
  )
  server.registerTool('test_logging_tool', { description: 'Logs once' }, async ({ mcpReq }) => {
    await mcpReq.log('info', 'Only for those who asked for it')
    return saying('Logged once.')
  })
  server.registerTool(
    'test_tool_with_progress',
    { description: 'Reports progress' },
    async ({ mcpReq }) => {
      const progressToken = mcpReq._meta?.progressToken
      for (const progress of [0, 50, 100]) {
        if (progress > 0) await setTimeout(pauseMs)
        if (progressToken === undefined) continue
        const params = { progressToken, progress, total: 100 }
        await mcpReq.notify({ method: 'notifications/progress', params })
      }
      return saying('Done.')
    },
  )
  // Closing the stream on purpose needs a resumable one; the product answers with plain JSON.
  server.registerTool('test_reconnection', { description: 'Answers after a while' }, async () => {
    await setTimeout(pauseMs)
    return saying('Done.')
  })
}
