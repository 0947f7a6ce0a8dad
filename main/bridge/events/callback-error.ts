/** Why a callback could not be used, by names from a short list: nothing in them describes a network. */

export const callbackReasons = {
  invalid_url: 'its address is not one',
  insecure_url: 'its address does not begin with https',
  blocked_address: 'its address is not on the public internet',
  connection_failed: 'no connection came about',
  timeout: 'it did not answer in time',
  encoded_answer: 'its answer is encoded, which was not asked for',
  answer_too_large: 'its answer is too large',
  challenge_failed: 'it did not send the challenge back',
} as const

export type CallbackReason = keyof typeof callbackReasons

export class CallbackError extends Error {
  readonly reason: CallbackReason

  constructor(reason: CallbackReason, options?: ErrorOptions) {
    super(callbackReasons[reason], options)
    this.name = 'CallbackError'
    this.reason = reason
  }
}
