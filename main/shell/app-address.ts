/**
 * The window's own address. Node gives every custom scheme the origin 'null', so comparing origins
 * would let all of them through: protocol and host are compared.
 */
import { fragmentOf, type Place } from './places.ts'

export const appScheme = 'app'
const host = 'drawbridge'
const protocol = `${appScheme}:`

export function isAppAddress(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && url.protocol === protocol && url.host === host && !url.username
}

export const addressOf = (place: Place): string =>
  `${protocol}//${host}/index.html#${fragmentOf(place)}`
