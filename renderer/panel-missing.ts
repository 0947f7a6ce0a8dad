/**
 * In place of a panel whose code does not come: without it the frame that was drawn by the build would stay, and answer
 * nothing. Made by hand, because what would draw it is what is missing.
 */
import { frameStrings } from './strings/frame.ts'

/** Shows what went wrong, and a button to load the page again. */
export function showPanelMissing(root: Element, reload = () => location.reload()): void {
  const words = frameStrings.viewMissing
  const title = made('h1', 'font-serif text-2xl', words.title)
  const button = made('button', 'button button-solid', words.reload)
  button.addEventListener('click', reload)
  const alert = made('div', 'empty-state')
  alert.role = 'alert'
  alert.append(title, made('p', 'mt-2 mb-5 text-muted', words.message), button)
  root.replaceChildren(alert)
}

function made(name: string, className: string, text = ''): HTMLElement {
  const element = document.createElement(name)
  element.className = className
  element.textContent = text
  return element
}
