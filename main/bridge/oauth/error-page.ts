/** A page for an error: what happened, what to do next, and the code it is documented under. */
import type { BridgeError } from '../errors.ts'
import { html } from './html.ts'
import type { Page } from './page.ts'

export function errorPage(error: BridgeError): Page {
  const { code, message, next } = error.answer()
  return {
    title: 'Sign-in did not go on',
    bridge: 'closed',
    body: html`<h1>Sign-in did not go on</h1>
      <p class="who" role="alert">${message}</p>
      <p class="next"><strong>Next:</strong> ${next}</p>
      <p class="code">${code}</p>`,
  }
}
