/**
 * What models and hosts send for an argument, read as what they mean: null and "" for an optional one
 * are "not given", a number or a boolean may be written as a string, a list as JSON. Made once from a
 * tool's schema; what stays wrong is refused by that schema, in its words.
 */
import { z } from 'zod'
import { isObject } from '../base/is-object.ts'
import { isHostKey } from './host-keys.ts'

type Read = (value: unknown) => unknown

const asIs: Read = (value) => value

/** A reader of the arguments of one tool. */
export function forgiving(schema: z.ZodObject): Read {
  const read = readerOf(schema)
  return (given) => {
    if (given === undefined || given === null) return {}
    const kept = isObject(given) ? withoutHostKeys(given, schema) : given
    return read(kept)
  }
}

function withoutHostKeys(given: Record<string, unknown>, schema: z.ZodObject) {
  const own = Object.entries(given).filter(
    ([key, value]) => Object.hasOwn(schema.shape, key) || !isHostKey(key, value),
  )
  return Object.fromEntries(own)
}

function readerOf(schema: unknown): Read {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return readerOf(schema.unwrap())
  }
  if (schema instanceof z.ZodObject) return objectReader(schema)
  if (schema instanceof z.ZodArray) return arrayReader(schema)
  if (schema instanceof z.ZodUnion) return unionReader(schema)
  if (schema instanceof z.ZodNumber) return numberIn
  if (schema instanceof z.ZodBoolean) return booleanIn
  if (schema instanceof z.ZodString) return stringIn
  if (schema instanceof z.ZodEnum) return enumReader(schema)
  return asIs
}

function objectReader({ shape }: z.ZodObject): Read {
  const members = new Map(
    Object.entries(shape).map(([key, member]) => [
      key,
      { read: readerOf(member), optional: member instanceof z.ZodOptional },
    ]),
  )
  return (value) => {
    if (!isObject(value)) return value
    const read: [string, unknown][] = []
    for (const [key, given] of Object.entries(value)) {
      const member = members.get(key)
      if (member?.optional && (given === null || given === '')) continue
      read.push([key, member ? member.read(given) : given])
    }
    return Object.fromEntries(read)
  }
}

function arrayReader({ element }: z.ZodArray): Read {
  const read = readerOf(element)
  return (value) => {
    const list = listIn(value)
    return Array.isArray(list) ? list.map(read) : list
  }
}

/** A list written as JSON in a string. */
function listIn(value: unknown): unknown {
  if (typeof value !== 'string' || !mayBeList(value)) return value
  try {
    const list: unknown = JSON.parse(value)
    return Array.isArray(list) ? list : value
  } catch {
    return value
  }
}

const mayBeList = (value: string): boolean => value.trimStart().startsWith('[')

/** The first form that fits; a list comes before a string that only looks like one. */
function unionReader({ options }: z.ZodUnion): Read {
  const forms = options
    .map((option) => ({
      option: option as z.ZodType,
      read: readerOf(option),
      isList: option instanceof z.ZodArray,
    }))
    .sort((a, b) => Number(b.isList) - Number(a.isList))
  return (value) => {
    for (const { option, read, isList } of forms) {
      // Asking a schema what it refuses costs more than all other arguments together.
      if (isList && typeof value === 'string' && !mayBeList(value)) continue
      const given = read(value)
      if (option.safeParse(given).success) return given
    }
    return value
  }
}

const numberIn: Read = (value) =>
  typeof value === 'string' && /^\s{0,9}-?\d{1,15}(?:\.\d{1,15})?\s{0,9}$/.test(value)
    ? Number(value)
    : value

const booleans = new Map([
  ['true', true],
  ['false', false],
])

const booleanIn: Read = (value) =>
  typeof value === 'string' ? (booleans.get(value.trim().toLowerCase()) ?? value) : value

const stringIn: Read = (value) =>
  typeof value === 'number' || typeof value === 'boolean' ? String(value) : value

function enumReader({ options }: z.ZodEnum): Read {
  const byLower = new Map(options.map((option) => [String(option).toLowerCase(), option]))
  return (value) =>
    typeof value === 'string' ? (byLower.get(value.trim().toLowerCase()) ?? value) : value
}

/** `arguments: null` of a call, and a null among those of a prompt, mean that there is none. Changes the message. */
export function forgiveParams(body: unknown): void {
  for (const message of Array.isArray(body) ? (body as unknown[]) : [body]) {
    if (!isObject(message)) continue
    const { method, params } = message
    if ((method !== 'tools/call' && method !== 'prompts/get') || !isObject(params)) continue
    const { arguments: given } = params
    if (given === null || given === '') delete params['arguments']
    if (method !== 'prompts/get' || !isObject(given)) continue
    for (const [name, value] of Object.entries(given)) {
      if (value === null || value === '') delete given[name]
    }
  }
}
