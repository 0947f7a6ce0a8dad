/**
 * How many connections each port keeps, of whom, and for how long. What a stranger holds is capped by
 * kind, and the caps together stay below the total: the rest is for those who have been let in.
 */
export interface ConnectionLimits {
  /** Of everybody together. */
  total: number
  /** That have not sent a whole head yet. */
  opening: number
  /** With a request of somebody who has not been let in, or not yet. */
  strangers: number
  /** The same, for requests of programs on this computer (came-locally.ts). */
  local: number
  /** Kept open between requests, by nobody who was ever let in. */
  idle: number
  /** For the head of a request to arrive. */
  headMs: number
  /** For the rest of a request, until its sender has been let in. */
  bodyMs: number
  /** For the whole request of somebody who has been let in. */
  requestMs: number
  keepAliveMs: number
  /** How often deadlines are looked at. */
  checkMs: number
}

/** A quick tunnel carries 200 requests at once, and cloudflared keeps 100 connections idle. */
export const publicConnections: ConnectionLimits = {
  total: 1_000,
  opening: 200,
  strangers: 200,
  local: 100,
  idle: 100,
  headMs: 5_000,
  bodyMs: 5_000,
  requestMs: 60_000,
  // Longer than cloudflared keeps idle connections, so it never meets one just closed.
  keepAliveMs: 95_000,
  checkMs: 1_000,
}

/** A browser opens six, some of them before it has anything to ask. */
export const controlConnections: ConnectionLimits = {
  total: 128,
  opening: 32,
  strangers: 32,
  local: 0,
  idle: 16,
  headMs: 10_000,
  bodyMs: 5_000,
  // 40 MiB through a slow forward.
  requestMs: 60_000,
  keepAliveMs: 5_000,
  checkMs: 1_000,
}

/** Nobody is ever let in here: each request is one short answer. */
export const callbackConnections: ConnectionLimits = {
  total: 50,
  opening: 20,
  strangers: 20,
  local: 0,
  idle: 10,
  headMs: 10_000,
  bodyMs: 5_000,
  requestMs: 10_000,
  keepAliveMs: 5_000,
  checkMs: 1_000,
}
