/**
 * The tray's pictures on a grid of 16: two towers and the span between them. What the bridge is in
 * shows by shape alone, because panels colour icons as they like and people see colours differently.
 */

const towers = `
  <path d="M.5 4.500 2.750 1 5 4.500h-.5V15H1V4.500z"/>
<path d="M10.500 1.500h1.200v1.100h.7V1.500h1.200v1.100h.7V1.500h1.200v3H15V15h-3.500V4.500h-1z"/>`
const span = '<path d="M4.500 9.500h7v1.800h-7z"/>'
const lifted =
  '<path d="M4.200 10.900 6.300 4.400M11.800 10.900 9.700 4.400" fill="none" stroke="currentColor" stroke-width="1.600"/>'

/** One for each state of main/shell/tray-model.ts. */
export const trayShapes = {
  lowered: `${towers}${span}`,
  raised: `${towers}${lifted}`,
  unread: `${towers}${span}<circle cx="8" cy="6.100" r="2"/>`,
  'needs-you': `${towers}${span}<path d="M7 .5h2l-.3 4.700H7.300zM7.100 6h1.800v1.800H7.100z"/>`,
}

/** Black is also what macOS takes as a template. */
export const inks = { dark: '#000000', light: '#f6f1e6' }

/**
 * @param {string} shape
 * @param {string} ink
 */
export const traySvg = (shape, ink) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" color="${ink}" fill="${ink}">${shape}</svg>`
