/** A page for an error: what happened, what to do next, and the code it is documented under. */
import type { BridgeError } from '../../base/errors.ts'
import { markup, type Html } from './html.ts'
import type { Page } from './page.ts'

/** Instead of an error when only the moment was wrong: asks for `path` again by itself. */
export function busyPage(refusal: BridgeError, seconds: number, path: string): Page {
  return {
    title: 'Many sign-ins at once',
    refusal,
    refresh: { seconds, path },
    body: markup`<h1>Many sign-ins at once</h1>
<p class="who" role="status">More people than usual are signing in here. This page tries again by
itself every few seconds; leave it open.</p>
<p class="code">too-many-requests</p>`,
  }
}

/** Where all places before the owner are taken: asks for one again by itself. */
export function queuePage(seconds: number, path: string): Page {
  return {
    title: 'Many sign-ins are waiting',
    refresh: { seconds, path },
    body: markup`<h1>Many sign-ins are waiting</h1>
<p class="who" role="status">Others wait for the owner of this bridge already. This page tries again by
itself every few seconds, and places are given by lot; leave it open.</p>
<p class="next"><strong>If this is your bridge:</strong> deny what you did not begin, all like it at once with
<code>drawbridge deny NUMBER --others</code>. Or connect with a client id that nobody else knows, which
<code>drawbridge client add --name NAME</code> makes.</p>
<p class="code">approval-queue-full</p>`,
  }
}

/** Where the owner has shut out others like this one: shows the digits that tell it apart from them. */
export function shutPage(seconds: number, path: string, pass: string): Page {
  const shown = `${pass.slice(0, 4)} ${pass.slice(4)}`
  return {
    title: 'Sign-ins are shut for a while',
    refresh: { seconds, path },
    body: markup`<h1>Sign-ins are shut for a while</h1>
<p class="who" role="status">Too many sign-ins like this one came, so the owner of this bridge has shut them out for
ten minutes. This page tries again by itself every few seconds; leave it open.</p>
<p class="next"><strong>If this is your bridge:</strong> let in only this one. Type its digits
<strong>${shown}</strong> into the panel, or run <code>drawbridge admit ${pass}</code>.</p>
<p class="code">sign-ins-shut</p>`,
  }
}

export function errorPage(error: BridgeError): Page {
  const { code, message, next } = error.answer()
  // Errors of an identity provider know the page where they are mended.
  const link = error.details['link']
  return {
    title: 'Sign-in did not go on',
    refusal: error,
    body: markup`<h1>Sign-in did not go on</h1>
<p class="who" role="alert">${withCode(message)}</p>
<p class="next"><strong>What to do:</strong> ${withCode(next)}${typeof link === 'string' ? pageThere(link) : undefined}</p>
<p class="code">${code}</p>`,
  }
}

/** What stands in ticks is for a terminal. */
const withCode = (text: string): Html[] =>
  text
    .split('`')
    .map((part, index) => (index % 2 === 0 ? markup`${part}` : markup`<code>${part}</code>`))

/** Where the next step is done, at the provider. */
export const pageThere = (link: string): Html =>
  markup` <a href="${link}" rel="noreferrer">Open the page where this is done</a>.`
