/** The pages around a sign-in elsewhere: on the way there, whom the client speaks as, what failed. */
import type { BridgeError } from '../../base/errors.ts'
import type { Side } from '../../error-catalogue/entry.ts'
import type { Rights } from '../../identity/types.ts'
import { cancelForm, interactionPath } from '../approval/approval-page.ts'
import type { Approval } from '../approval/approval.ts'
import { pageThere } from './error-page.ts'
import { markup, plainLine } from './html.ts'
import type { Page } from './page.ts'
import { redirectShown } from '../clients/redirect-uris.ts'

/** A page and not a redirect: Chromium lets a form lead nowhere but here, redirects included. */
export function departurePage(name: string, url: string): Page {
  return {
    title: `On to ${name}`,
    refresh: { seconds: 0, path: url },
    body: markup`<h1>On to ${name}</h1>
<p class="who" role="status">Sign in there; you come back here by yourself.</p>
<p class="next"><a href="${url}" rel="noreferrer">Go to ${name}</a></p>`,
  }
}

/** After the choice; the page it leads to answers the client. */
export function goingOnPage({ uid, clientName }: Approval): Page {
  return {
    title: 'Done',
    refresh: { seconds: 0, path: interactionPath(uid) },
    body: markup`<h1>Done</h1>
<p class="who" role="status">Taking you back to ${plainLine(clientName)}…</p>`,
  }
}

/** Asked after the sign-in, because the names of participants are nobody else's business. */
export function speakAsPage(
  approval: Approval,
  rights: Rights,
  known: readonly { id: string; name: string }[],
): Page {
  const { uid, csrf, suggestedParticipant, redirectUri, person } = approval
  const client = plainLine(approval.clientName)
  const who = plainLine(person?.name ?? person?.subject ?? '')
  const ids = choices(suggestedParticipant, rights, known)
  const nameOf = (id: string) => known.find((one) => one.id === id)?.name ?? id
  return {
    title: `Whom ${client} speaks as`,
    body: markup`<h1>Whom does ${client} speak as?</h1>
<p class="who">You are signed in as <strong>${who}</strong>.</p>
<form id="speak-as" method="post" action="${interactionPath(uid)}/speak-as">
<input type="hidden" name="csrf" value="${csrf}">
<fieldset class="ask">
<legend>Its messages will bear this name</legend>
${ids.map(
  (id, index) =>
    markup`<label><input type="radio" name="participant" value="${id}"${
      index === 0 ? { html: ' checked' } : undefined
    } required> ${plainLine(nameOf(id))}${nameOf(id) === id ? undefined : markup` <span class="how">${id}</span>`}</label>`,
)}
</fieldset>
</form>
<p class="note">Then this browser goes back to <strong>${redirectShown(redirectUri)}</strong>.</p>
<div class="foot">
<button class="go" form="speak-as">Let it in</button>
${cancelForm(approval)}
</div>`,
  }
}

/** What failed at the provider, whose side it is on, and the two ways on from here. */
export function upstreamFailedPage(error: BridgeError, approval: Approval): Page {
  const { code, message, next, side } = error.answer()
  const link = error.details['link']
  return {
    title: 'Sign-in did not go on',
    refusal: error,
    body: markup`<h1>Sign-in did not go on</h1>
<p class="who" role="alert">${message}</p>
<p class="next"><strong>What to do:</strong> ${next}${
      typeof link === 'string' ? pageThere(link) : undefined
    }</p>
<p class="note">Whose side: ${sides[side]}.</p>
<div class="foot">
<a class="go" href="${interactionPath(approval.uid)}">Try again, or approve on the computer</a>
${cancelForm(approval)}
</div>
<p class="code">${code}</p>`,
  }
}

/** What was suggested first, where it may be chosen. */
function choices(
  suggested: string,
  rights: Rights,
  known: readonly { id: string }[],
): readonly string[] {
  const all = rights === 'any' ? [suggested, ...known.map(({ id }) => id)] : rights
  const others = all.filter((id) => id !== suggested && id !== 'owner')
  return all.includes(suggested) ? [suggested, ...new Set(others)] : [...new Set(others)]
}

const sides: Record<Side, string> = {
  bridge: 'the bridge',
  client: 'the client',
  owner: 'the owner of this bridge',
  network: 'the network',
  provider: 'the identity provider',
}
