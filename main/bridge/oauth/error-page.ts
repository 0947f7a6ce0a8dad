/** A page for an error: what happened, what to do next, and the code it is documented under. */
import type { BridgeError } from '../base/errors.ts'
import { markup, type Html } from './html.ts'
import type { Page } from './page.ts'

/** Instead of an error when only the moment was wrong: asks for `path` again by itself. */
export function busyPage(seconds: number, path: string): Page {
  return {
    title: 'Many sign-ins at once',
    refresh: { seconds, path },
    body: markup`<h1>Many sign-ins at once</h1>
<p class="who" role="status">More people than usual are signing in here. This page tries again by
itself every few seconds; leave it open.</p>
<p class="code">too-many-requests</p>`,
  }
}

export function errorPage(error: BridgeError): Page {
  const { code, message, next } = error.answer()
  // Errors of an identity provider know the page where they are mended.
  const link = error.details['link']
  return {
    title: 'Sign-in did not go on',
    body: markup`<h1>Sign-in did not go on</h1>
<p class="who" role="alert">${message}</p>
<p class="next"><strong>What to do:</strong> ${next}${typeof link === 'string' ? pageThere(link) : undefined}</p>
<p class="code">${code}</p>`,
  }
}

/** Where the next step is done, at the provider. */
export const pageThere = (link: string): Html =>
  markup` <a href="${link}" rel="noreferrer">Open the page where this is done</a>.`
