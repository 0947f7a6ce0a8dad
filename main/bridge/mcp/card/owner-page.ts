/**
 * The address of the owner's own page for something that waits for a decision. It names a place and
 * carries no secret: it shows something only where the owner is signed in already.
 */

export type OwnerPlace = ['home'] | ['talks' | 'conversation', id: string]

/** Null where there is no page to point at. */
export type OwnerPage = (place: OwnerPlace) => string | null

/**
 * A page of the panel in the browser (http/open-page.ts leads on to it), or, where the panel is a window
 * of the desktop app, a link that brings the window up.
 */
export const ownerPageAt = (panelUrl: string | null, place: OwnerPlace): string =>
  panelUrl === null ? `drawbridge://open/${place.join('/')}` : `${panelUrl}/open#${place.join('/')}`
