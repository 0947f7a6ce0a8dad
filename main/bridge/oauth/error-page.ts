/** A page for an error: what happened, what to do next, and the code it is documented under. */
import type { BridgeError } from '../errors.ts'
import { markup } from './html.ts'
import type { Page } from './page.ts'

export function errorPage(error: BridgeError): Page {
  const { code, message, next } = error.answer()
  return {
    title: 'Sign-in did not go on',
    body: markup`<h1>Sign-in did not go on</h1>
<p class="who" role="alert">${message}</p>
<p class="next"><strong>What to do:</strong> ${next}</p>
<p class="code">${code}</p>`,
  }
}
