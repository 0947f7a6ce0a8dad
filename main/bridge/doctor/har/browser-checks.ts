/** Requests without an answer, and answers the browser kept from the page. */
import { endingOf } from '../../explain/rows/network.ts'
import { redactText } from '../../traffic/redact-text.ts'
import { found, type Check } from './check.ts'
import { foreignPage, isBlockedByCors, isMixedContent } from './cross-site.ts'
import { addressOf } from './step.ts'

export const browserChecks: readonly Check[] = [
  ({ steps }) =>
    steps.flatMap((step) => {
      const url = addressOf(step.url)
      // The person or the page went elsewhere.
      if (/err_aborted/i.test(step.failure ?? '')) return []
      if (isMixedContent(step)) return [found(step, 'mixed-content', { url })]
      if (isBlockedByCors(step)) {
        return [found(step, 'browser-blocked-answer', { page: foreignPage(step) ?? '', url })]
      }
      if (step.failure === null) return []
      const reason = endingOf(step.failure) ?? redactText(step.failure.slice(0, 120))
      return [found(step, 'request-unanswered', { host: step.url.host, reason })]
    }),
]
