/**
 * Owners paste more than the text of a page: the address a browser came back to, and answers in JSON.
 * Both say exactly where they are from, and so what their words mean.
 */
import { z } from 'zod'
import type { UpstreamFault } from './fault.ts'

const tokenAnswer = z.object({ error: z.string(), error_description: z.string().optional() })
const managementAnswer = z.object({ statusCode: z.number(), message: z.string() })

/** The fault such a text stands for; undefined when it is only text. */
export function pastedFault(text: string): UpstreamFault | undefined {
  return fromAddress(text) ?? fromJson(text)
}

/** The query of a way back (RFC 6749 §4.1.2.1). */
function fromAddress(text: string): UpstreamFault | undefined {
  const address = /https?:\/\/\S+/.exec(text)?.[0]
  const query = address === undefined ? undefined : URL.parse(address)?.searchParams
  const error = query?.get('error')
  if (!error) return undefined
  const description = query?.get('error_description')
  return { where: 'redirect', error, ...(description && { description }) }
}

function fromJson(text: string): UpstreamFault | undefined {
  const value = parsed(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1))
  const management = managementAnswer.safeParse(value)
  if (management.success) {
    const { statusCode: status, message: description } = management.data
    return { where: 'management', status, description }
  }
  const token = tokenAnswer.safeParse(value)
  if (!token.success) return undefined
  const { error, error_description: description } = token.data
  return { where: 'token', error, ...(description && { description }) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
