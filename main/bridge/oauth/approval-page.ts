/** The page a browser waits on while the owner decides, and the one it leaves by. */
import type { Approval } from './approvals.ts'
import { html, plainLine, type Html } from './html.ts'
import type { Page } from './page.ts'
import { paths } from './paths.ts'
import { isLoopback, redirectHost } from './redirect-uris.ts'
import { scopeWords } from './scope-words.ts'

const pollSeconds = 2

export const interactionPath = (uid: string): string => `${paths.interaction}/${uid}`

/** Asks again every two seconds; the answer is the same page until the owner has decided. */
export function approvalPage(approval: Approval, now: number): Page {
  const name = plainLine(approval.clientName)
  const minutes = Math.max(1, Math.ceil((approval.expiresAt - now) / 60_000))
  return {
    title: `${name} wants to join`,
    bridge: 'raised',
    refresh: { seconds: pollSeconds, path: interactionPath(approval.uid) },
    body: html`<h1>${name} wants to join your bridge</h1>
      <p class="who">${identity(approval)}</p>
      <section class="ask" aria-label="Approve on your computer">
        <p class="label">Approve the same number on your computer</p>
        <span class="number" data-approval-number>${approval.number}</span>
        <p class="how">In Drawbridge on your computer, or in a terminal:</p>
        <p class="command">
          <code>drawbridge approve ${approval.number} --as ${approval.suggestedParticipant}</code>
        </p>
      </section>
      <h2>It will be able to</h2>
      <ul>
        ${approval.scopes.map((scope) => html`<li>${scopeWords[scope]}</li>`)}
      </ul>
      <p class="note">
        Afterwards this browser goes back to <strong>${redirectHost(approval.redirectUri)}</strong>.
      </p>
      ${isLoopback(approval.redirectUri) ? loopbackWarning : undefined}
      <div class="foot">
        <p role="status">
          Waiting for you, ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} left.
        </p>
        <form method="post" action="${interactionPath(approval.uid)}/cancel">
          <input type="hidden" name="csrf" value="${approval.csrf}" />
          <button>Cancel</button>
        </form>
      </div>`,
  }
}

/** After Cancel: a page and not a redirect, because a form may not lead out of this origin. */
export function leavingPage(approval: Approval): Page {
  return {
    title: 'Cancelled',
    bridge: 'closed',
    refresh: { seconds: 0, path: interactionPath(approval.uid) },
    body: html`<h1>Cancelled</h1>
      <p class="who" role="status">
        ${plainLine(approval.clientName)} was not let in. Taking you back to it…
      </p>`,
  }
}

const loopbackWarning = html`<p class="warning">
  It runs on this computer and not on a website, so nothing proves which program it is. Approve only
  if you have just started it yourself.
</p>`

/** Who it is, and how far that is proven. */
function identity({ clientName, verifiedHost, identifiedBy }: Approval): Html {
  if (verifiedHost !== null) return html`Verified: <strong>${verifiedHost}</strong>`
  if (identifiedBy === 'manual') return html`Entered by you, by hand`
  return html`It says it is <strong>${plainLine(clientName)}</strong>. This is not verified.`
}
