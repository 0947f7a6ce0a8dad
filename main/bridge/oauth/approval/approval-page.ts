/** The page a browser waits on while the owner decides, and the one it leaves by. */
import { BridgeError } from '../../base/errors.ts'
import type { Offer } from '../../identity/types.ts'
import type { Approval } from './approval.ts'
import { markup, plainLine, type Html } from '../pages/html.ts'
import type { Page } from '../pages/page.ts'
import { paths } from '../paths.ts'
import { isLoopback } from '../../base/loopback.ts'
import { redirectShown } from '../clients/redirect-uris.ts'
import { scopeWords } from '../pages/scope-words.ts'
import { plural } from '../../base/plural.ts'

const pollSeconds = 2
/** Slower with a button on the page that people look for: nobody should have it pulled away. */
const pollSecondsWithOffer = 5

export const interactionPath = (uid: string): string => `${paths.interaction}/${uid}`

/**
 * Asks again every few seconds; the answer is the same page until the owner has decided. With an
 * offer, signing in there comes first and the number stays as the second way.
 */
export function approvalPage(approval: Approval, now: number, offer?: Offer): Page {
  const { uid, scopes, redirectUri } = approval
  const name = plainLine(approval.clientName)
  const minutes = Math.max(1, Math.ceil((approval.expiresAt - now) / 60_000))
  const able = markup`<h2>It will be able to</h2>
<ul>
${scopes.map((scope) => markup`<li>${scopeWords[scope]}</li>`)}
</ul>
<p class="note">Then this browser goes back to <strong>${redirectShown(redirectUri)}</strong>.</p>
`
  return {
    title: `${name} wants to join`,
    refresh: {
      seconds: offer ? pollSecondsWithOffer : pollSeconds,
      path: interactionPath(uid),
    },
    body: markup`<h1>${name} wants to join your bridge</h1>
<p class="who">${identity(approval)}</p>
${isLoopback(redirectUri) ? loopbackWarning : undefined}
${offer ? markup`${able}${signInThere(approval, offer)}` : undefined}
${approveHere(approval, offer)}
${offer ? undefined : able}
<div class="foot">
<p role="status">Waiting for you · ${plural(minutes, 'minute')} left</p>
${cancelForm(approval)}
</div>`,
  }
}

/** The number; with an offer the second way, for when the provider is out of reach. */
function approveHere({ number, suggestedParticipant }: Approval, offer?: Offer): Html {
  return markup`<section class="ask" aria-label="The number to approve">
<p class="how">${offer ? 'Or approve' : 'Approve'} this number on your computer</p>
<strong class="number" data-approval-number>${number}</strong>
<p class="how">in Drawbridge’s panel, or in a terminal with</p>
<code>drawbridge approve ${number} --as ${suggestedParticipant}</code>
</section>`
}

/**
 * Consent to this client, given here and not there. Two buttons instead of a list: the page asks again
 * by itself, which would undo a choice, and it would show strangers who is on this bridge.
 */
function signInThere({ uid, csrf, suggestedParticipant }: Approval, offer: Offer): Html {
  return markup`<form class="there" method="post" action="${interactionPath(uid)}/continue">
<input type="hidden" name="csrf" value="${csrf}">
<p class="how">It will speak as <strong>${suggestedParticipant}</strong>.</p>
<button class="go">Continue at ${offer.name}</button>
<button name="choose" value="yes">Continue, and choose another name for it</button>
${offer.onThisComputer ? onThisComputer : undefined}
</form>`
}

const onThisComputer = markup`<p class="warning">
  Open this page on the computer that runs the bridge: the way back leads there, and nowhere else.
  On another device, approve the number instead.
</p>`

/** After Cancel: a page and not a redirect, because a form may not lead out of this origin. */
export function leavingPage({ uid, clientName }: Approval): Page {
  return {
    title: 'Cancelled',
    refresh: { seconds: 0, path: interactionPath(uid) },
    body: markup`<h1>Cancelled</h1>
<p class="who" role="status">${plainLine(clientName)} was not let in. Taking you back to it…</p>`,
  }
}

/** The same for a client nobody here has approved: its address may be anything, so this is the end. */
export function cancelledPage({ clientName }: Approval): Page {
  return {
    title: 'Cancelled',
    body: markup`<h1>Cancelled</h1>
<p class="who" role="status">${plainLine(clientName)} was not let in. You can close this page.</p>`,
  }
}

/** The owner said no to a client that was never let in. */
export function deniedPage({ clientName }: Approval): Page {
  return {
    title: 'Not let in',
    refusal: new BridgeError('client-denied', { client: plainLine(clientName) }),
    body: markup`<h1>Not let in</h1>
<p class="who" role="status">The owner of this bridge did not let ${plainLine(clientName)} in. You can close this page.</p>
<p class="code">client-denied</p>`,
  }
}

/** The person in the browser changes their mind. */
export const cancelForm = ({
  uid,
  csrf,
}: Approval): Html => markup`<form method="post" action="${interactionPath(uid)}/cancel">
<input type="hidden" name="csrf" value="${csrf}">
<button>Cancel</button>
</form>`

const loopbackWarning = markup`<p class="warning">
  It runs on this computer and not on a website, so nothing proves which program it is. Approve only
  if you have just started it yourself.
</p>`

/** Who it is, and how far that is proven. */
function identity({ clientName, verifiedHost, identifiedBy, redirectUri }: Approval): Html {
  if (verifiedHost !== null) {
    // Its id is public: whoever copies it comes back to this computer just the same.
    return isLoopback(redirectUri)
      ? markup`Not verified: it uses the id of <strong>${verifiedHost}</strong>, which any program can.`
      : markup`Verified: its id is an address of <strong>${verifiedHost}</strong>, which names where it goes back to.`
  }
  if (identifiedBy === 'manual') return markup`Entered by you, by hand`
  return markup`It says it is <strong>${plainLine(clientName)}</strong>. Nothing verifies that.`
}
