/**
 * Every duration the tunnel waits, in one place and in milliseconds. Defaults come from measurements
 * of cloudflared 2026.8.2 and from what Cloudflare documents; tests hand in shorter ones.
 */
export interface Timings {
  /** How often the supervisor looks around when nothing happens. */
  tickMs: number
  /** QUIC without a registered connection for this long: UDP is blocked, HTTP/2 is tried. */
  quicSilenceMs: number
  http2SilenceMs: number
  /** On HTTP/2, QUIC is tried again after this long. */
  quicRetryMs: number
  /** Between two probes while a fresh name spreads. */
  verifyEveryMs: number
  /** A name may be unknown to DNS for this long after its creation. */
  freshNameMs: number
  probeEveryMs: number
  /** Between a failed probe and its repetition. */
  probeRetryMs: number
  probeTimeoutMs: number
  /** A call through an address of the owner's own proves for this long that it works. */
  callProvesMs: number
  readyEveryMs: number
  /** cloudflared without a connection for this long, while the computer is online. */
  notReadyMs: number
  /** Refusals must span this long before an identity is given up. */
  unauthorizedSpanMs: number
  /** The clock moved this much further than it should have: the computer slept. */
  clockJumpMs: number
  /** Healthy for this long: the restart back-off begins anew. */
  healthyMs: number
  /** For requests of cloudflared under way when it is told to stop. */
  graceMs: number
  /** After the grace: SIGKILL. */
  killAfterMs: number
  restartMs: readonly number[]
  creationWaitMs: readonly number[]
  /** At most `creationsPerWindow` new tunnels are asked for within the window. */
  creationWindowMs: number
  creationsPerWindow: number
  /** cloudflared gives its quick service 15 s. */
  quickServiceMs: number
}

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

export const defaultTimings: Timings = {
  tickMs: second,
  quicSilenceMs: 12 * second,
  http2SilenceMs: 30 * second,
  quicRetryMs: 6 * hour,
  verifyEveryMs: 2 * second,
  freshNameMs: minute,
  probeEveryMs: minute,
  probeRetryMs: 5 * second,
  probeTimeoutMs: 5 * second,
  callProvesMs: hour,
  readyEveryMs: 5 * second,
  notReadyMs: 15 * second,
  unauthorizedSpanMs: 30 * second,
  clockJumpMs: 30 * second,
  healthyMs: 5 * minute,
  graceMs: 2 * second,
  killAfterMs: 1 * second,
  restartMs: [500, second, 2 * second, 5 * second, 15 * second, 30 * second, minute],
  creationWaitMs: [minute, 2 * minute, 5 * minute, 15 * minute, 30 * minute, hour],
  creationWindowMs: hour,
  creationsPerWindow: 3,
  quickServiceMs: 13 * second,
}
