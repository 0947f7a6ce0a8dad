/** /api/v2/connections: where users are kept, which apps may use them, and whether strangers may join. */
import { Router, type Request, type Response } from 'express'
import * as z from 'zod'
import { bodyOf, chosenFields, fail, needs, notFound, sendList } from './management-reply.ts'
import type { Tenant, TenantConnection } from './tenant.ts'

const enabling = z
  .array(z.strictObject({ client_id: z.string(), status: z.boolean() }))
  .min(1)
  .max(50)
const change = z
  .strictObject({
    options: z.looseObject({ disable_signup: z.boolean().optional() }),
    is_domain_connection: z.boolean(),
    enabled_clients: z.array(z.string()),
  })
  .partial()

export function connectionCalls(tenant: Tenant): Router {
  const router = Router()
  const find = (req: Request, res: Response): TenantConnection | undefined => {
    const connection = tenant.connections.find(({ id }) => id === req.params['id'])
    if (!connection) notFound(res, 'The connection does not exist', 'inexistent_connection')
    return connection
  }

  router.get('/', needs('read:connections'), (req, res) => {
    const { strategy, name } = req.query
    const found = tenant.connections.filter(
      (connection) =>
        (strategy === undefined || [strategy].flat().includes(connection.strategy)) &&
        (name === undefined || connection.name === name),
    )
    sendList(req, res, 'connections', found)
  })
  router.get('/:id', needs('read:connections'), (req, res) => {
    const connection = find(req, res)
    if (connection) res.json(chosenFields(req, connection))
  })
  router.patch('/:id', needs('update:connections'), (req, res) => {
    const connection = find(req, res)
    const body = connection && bodyOf(req, res, change)
    if (!connection || !body) return
    // `options` are replaced as a whole: what is not sent is lost.
    Object.assign(connection, body)
    res.json(connection)
  })
  router.get('/:id/clients', needs('read:connections'), (req, res) => {
    const connection = find(req, res)
    if (!connection) return
    const { from, take } = req.query
    const start = typeof from === 'string' ? connection.enabled_clients.indexOf(from) + 1 : 0
    const page = connection.enabled_clients.slice(start, start + Number(take ?? 50))
    const more = start + page.length < connection.enabled_clients.length
    const clients = page.map((client_id) => ({ client_id }))
    res.json({ clients, ...(more && { next: page.at(-1) }) })
  })
  router.patch('/:id/clients', needs('update:connections'), (req, res) => {
    const connection = find(req, res)
    const body = connection && bodyOf(req, res, enabling)
    if (!connection || !body) return
    const unknown = body.find(({ client_id }) => !tenant.clients.has(client_id))
    if (unknown) return fail(res, 400, 'Bad Request', `Unknown client: ${unknown.client_id}`)
    const enabled = new Set(connection.enabled_clients)
    for (const { client_id, status } of body) {
      if (status) enabled.add(client_id)
      else enabled.delete(client_id)
    }
    connection.enabled_clients = [...enabled]
    res.status(204).end()
  })
  return router
}
