/** /api/v2/logs: by query and page, or onward from a checkpoint with `from` and `take`. */
import { Router } from 'express'
import { readLogQuery } from './log-query.ts'
import { chosenFields, fail, needs, notFound, sendList } from './management-reply.ts'
import type { Tenant } from './tenant.ts'

export function logCalls(tenant: Tenant): Router {
  const router = Router()
  router.get('/', needs('read:logs'), (req, res) => {
    const { q, sort, from, take } = req.query
    if (typeof take === 'string' || typeof from === 'string') {
      // A checkpoint goes forward in time and knows no query.
      const forward = tenant.logs.toReversed()
      const start = forward.findIndex(({ log_id }) => log_id === from) + 1
      const page = forward.slice(start, start + Math.min(Number(take ?? 50), 100))
      return void res.json(page.map((entry) => chosenFields(req, entry)))
    }
    const matches = readLogQuery(typeof q === 'string' ? q : '')
    if (!matches) {
      const message = `Query validation error: 'Invalid query string' on property q`
      return fail(res, 400, 'Bad Request', message, 'invalid_query_string')
    }
    const found = tenant.logs.filter(matches)
    return sendList(req, res, 'logs', sort === 'date:1' ? found.toReversed() : found)
  })
  router.get('/:id', needs('read:logs'), (req, res) => {
    const entry = tenant.logs.find(({ log_id }) => log_id === req.params['id'])
    if (entry) res.json(entry)
    else notFound(res, 'Log not found.', 'log_not_found')
  })
  return router
}
