/**
 * Whether a program on this computer asks, or somebody on the internet. Both come from 127.0.0.1, for
 * a tunnel or proxy runs here too; what it carries asks for the public name and says it was carried.
 *
 * It decides only which places a request waits in until its sender is let in. A stranger whose proxy
 * passes any Host on and adds nothing can wait among the local ones: there they push out others who
 * half sent something, and neither those let in nor the places of the public address.
 */
import type { IncomingMessage } from 'node:http'
import type { Origin } from '../address/origin.ts'

/** One of these is added by every tunnel and proxy that is set up as documented. */
const carried = ['cf-ray', 'cf-connecting-ip', 'cdn-loop', 'x-forwarded-for', 'forwarded', 'via']

export const cameLocally = (origin: Origin | undefined, { headers }: IncomingMessage): boolean =>
  origin?.kind === 'loopback' && !carried.some((name) => name in headers)
