/** Keeps the steps of a sign-in out of all the requests of a file, in bounded memory. */
import type { Exchange } from './exchange.ts'
import { stepKind, type Step } from './step.ts'

const mostSteps = 500
/** The same request with the same answer, as polling makes it. */
const mostAlike = 20
/** The documents of a sign-in are smaller. */
const keptText = 16 * 1024

export interface StepList {
  add(exchange: Exchange): void
  steps(): Step[]
}

export function createStepList(): StepList {
  const steps: Step[] = []
  const alike = new Map<string, number>()
  const signInHosts = new Set<string>()

  return {
    steps: () => steps,
    add(exchange) {
      const kind = stepKind(exchange, signInHosts)
      if (kind === undefined) return
      const { url, method, status, location } = exchange
      if (kind === 'authorize') {
        signInHosts.add(url.host)
        if (location) signInHosts.add(location.host)
      }
      const same = `${kind} ${method} ${url.origin}${url.pathname} ${status}`
      const times = (alike.get(same) ?? 0) + 1
      if (steps.length >= mostSteps || times > mostAlike) return
      alike.set(same, times)
      steps.push({ ...exchange, kind, ...cut(exchange) })
    },
  }
}

const cut = ({ body, answer }: Exchange) => ({
  body: body.slice(0, keptText),
  answer: answer.slice(0, keptText),
})
