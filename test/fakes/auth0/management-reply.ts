/** What all calls of the Management API have in common: errors, bodies, scopes, pages of a list. */
import type { Request, RequestHandler, Response } from 'express'
import * as z from 'zod'

/** An error as the Management API words it. */
export function fail(
  res: Response,
  statusCode: number,
  error: string,
  message: string,
  errorCode?: string,
): void {
  res.status(statusCode).json({ statusCode, error, message, ...(errorCode && { errorCode }) })
}

export const notFound = (res: Response, message: string, errorCode: string): void =>
  fail(res, 404, 'Not Found', message, errorCode)

/** Lets through who has one of the scopes. */
export const needs =
  (...scopes: string[]): RequestHandler =>
  (_req, res, next) => {
    const held: string[] = res.locals['scopes'] ?? []
    if (scopes.some((scope) => held.includes(scope))) return next()
    const message = `Insufficient scope, expected any of: ${scopes.join(',')}`
    return fail(res, 403, 'Forbidden', message, 'insufficient_scope')
  }

/** The body by its schema; undefined once a 400 has been answered. */
export function bodyOf<T>(req: Request, res: Response, schema: z.ZodType<T>): T | undefined {
  const parsed = schema.safeParse(req.body)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const message = `Payload validation error: ${issue ? words(issue) : 'Invalid body'}`
  fail(res, 400, 'Bad Request', message, 'invalid_body')
  return undefined
}

function words(issue: z.core.$ZodIssue): string {
  const path = issue.path.map((part) =>
    typeof part === 'number' ? `[${part}]` : `.${String(part)}`,
  )
  const where = path.join('').replace(/^\./, '')
  const on = where === '' ? '' : ` on property ${where}`
  if (issue.code === 'unrecognized_keys') {
    return `'Additional properties not allowed: ${issue.keys.join(', ')}'${on}.`
  }
  return `'${issue.message}'${on}.`
}

/** `fields`, `page` and `per_page` of a list, with `include_totals`. */
export function sendList(req: Request, res: Response, name: string, all: readonly object[]): void {
  const query = z.record(z.string(), z.string()).parse(req.query)
  const perPage = Number(query['per_page'] ?? 50)
  if (!Number.isInteger(perPage) || perPage < 0 || perPage > 100) {
    const message =
      "Query validation error: 'Value is greater than maximum 100' on property per_page"
    return fail(res, 400, 'Bad Request', message, 'invalid_query_string')
  }
  const start = Number(query['page'] ?? 0) * perPage
  const page = all.slice(start, start + perPage).map((item) => chosenFields(req, item))
  if (query['include_totals'] !== 'true') return void res.json(page)
  return void res.json({ start, limit: perPage, total: all.length, [name]: page })
}

/** Only the `fields` asked for, or all but them with `include_fields=false`. */
export function chosenFields(req: Request, item: object): object {
  const { fields, include_fields } = req.query
  if (typeof fields !== 'string') return item
  const named = fields.split(',')
  const include = include_fields !== 'false'
  return Object.fromEntries(
    Object.entries(item).filter(([name]) => named.includes(name) === include),
  )
}
