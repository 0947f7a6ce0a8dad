/** What every view is handed. */
export interface ViewProps {
  /** What follows the view in the address: `['chatgpt']` for `#setup/chatgpt`. */
  path: readonly string[]
}
