/** One row of the catalogue of errors. */

/** Whose side an error is on. */
export type Side = 'bridge' | 'client' | 'owner' | 'network' | 'provider'

export interface Entry {
  /** HTTP status where it is answered over HTTP. */
  status: number
  side: Side
  /** One sentence: what happened. `{name}` is filled from the details. */
  what: string
  /** The next step, as an instruction. */
  next: string
}

export const entry = (status: number, side: Side, what: string, next: string): Entry => ({
  status,
  side,
  what,
  next,
})

/** For every server whose certificate is of an authority that is not known here. */
export const certificateNext =
  "If a company network or a security program inspects connections, add its certificate to the system's store, or name its file in NODE_EXTRA_CA_CERTS, and start Drawbridge again."
