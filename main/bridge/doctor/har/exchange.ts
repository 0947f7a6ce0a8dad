/** One request of a HAR file and its answer, in the few fields the doctor looks at. */
import { z } from 'zod'
import { isObject } from '../../base/is-object.ts'

const namedValues = z.array(z.object({ name: z.string(), value: z.string() })).catch([])

const entrySchema = z.object({
  startedDateTime: z.string().nullish().catch(null),
  _failureText: z.string().optional().catch(undefined),
  request: z.object({
    method: z.string(),
    url: z.string(),
    headers: namedValues,
    postData: z
      .object({ text: z.string().optional(), params: namedValues.optional() })
      .nullish()
      .catch(null),
  }),
  response: z.object({
    status: z.number().catch(0),
    headers: namedValues,
    content: z
      .object({ text: z.string().optional(), encoding: z.string().optional() })
      .nullish()
      .catch(null),
    redirectURL: z.string().nullish().catch(null),
    _error: z.string().nullish().catch(null),
    _failureText: z.string().nullish().catch(null),
  }),
})

export interface Exchange {
  /** When it was sent; null when the file does not say it readably. */
  at: string | null
  method: string
  url: URL
  /** Lower-case names. */
  sent: ReadonlyMap<string, string>
  body: string
  /** 0: no answer came. */
  status: number
  received: ReadonlyMap<string, string>
  answer: string
  /** Where it was redirected to. */
  location: URL | null
  /** Why no answer came, in the words of the browser. */
  failure: string | null
}

/** Undefined for what is no request over HTTP. */
export function exchangeFrom(value: unknown): Exchange | undefined {
  const entry = entrySchema.safeParse(value)
  if (!entry.success) return undefined
  const { request, response, startedDateTime } = entry.data
  const url = URL.parse(request.url)
  if (!url || !/^https?:$/.test(url.protocol)) return undefined
  const received = byName(response.headers)
  const location = response.redirectURL || received.get('location')
  // Browsers note an aborted request as status -1.
  const status = Math.max(0, response.status)
  const failure = response._error ?? response._failureText ?? entry.data._failureText ?? null
  return {
    at: time(startedDateTime),
    method: request.method.toUpperCase(),
    url,
    sent: byName(request.headers),
    body: request.postData?.text ?? formOf(request.postData?.params),
    status,
    received,
    answer: contentOf(response.content),
    location: location ? URL.parse(location, url) : null,
    failure: status === 0 ? (failure ?? 'no answer') : null,
  }
}

const byName = (headers: { name: string; value: string }[]): Map<string, string> =>
  new Map(headers.map(({ name, value }) => [name.toLowerCase(), value]))

const formOf = (params: { name: string; value: string }[] = []): string =>
  new URLSearchParams(params.map(({ name, value }) => [name, value])).toString()

function contentOf(content: { text?: string; encoding?: string } | null | undefined): string {
  const text = content?.text ?? ''
  if (content?.encoding !== 'base64') return text
  // Some recorders mark every body so, and leave plain ones as they are.
  const bytes = Buffer.from(text, 'base64')
  const padded = text.replaceAll(/[\r\n]/g, '')
  return bytes.toString('base64') === padded ? bytes.toString('utf8') : text
}

function time(written: string | null | undefined): string | null {
  const at = new Date(written ?? '')
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}

/** The parameters of a form body, or of JSON that is sent in its place. */
export function formFields({ body }: Exchange): URLSearchParams {
  const value = jsonObject(body)
  if (!value) return new URLSearchParams(body)
  const texts = Object.entries(value).filter(([, one]) => typeof one === 'string')
  return new URLSearchParams(texts as [string, string][])
}

/** The object a text in JSON stands for; undefined when it is none. */
export function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** A text of it; undefined when there is none of that name. */
export function textField(
  value: Record<string, unknown> | undefined,
  name: string,
): string | undefined {
  const field = value?.[name]
  return typeof field === 'string' ? field : undefined
}
