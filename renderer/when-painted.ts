/**
 * The page comes with its frame drawn (first-paint.tsx). The code of the panel would take the thread before a browser has
 * painted that, and the screen would stay empty until it is done.
 */

/** A frame that does not come: the page is covered, or in a window that is not shown yet. */
const longestMs = 100

/** Resolves once what is in the page has been painted, or cannot be. */
export function whenPainted(): Promise<void> {
  if (document.visibilityState === 'hidden') return Promise.resolve()
  return new Promise((resolve) => {
    setTimeout(resolve, longestMs)
    // Runs before the frame is painted; what it sets off, after.
    requestAnimationFrame(() => void setTimeout(resolve))
  })
}
