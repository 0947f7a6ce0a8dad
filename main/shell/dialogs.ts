/** What the app asks or tells in a box of its own. */
import { dialog } from 'electron'
import { toBridgeError } from '../bridge/base/errors.ts'
import { whereTo } from './external-links.ts'

/** True when the first button was taken; Escape and closing the box mean no. */
export async function ask(question: {
  message: string
  detail: string
  yes: string
}): Promise<boolean> {
  const { message, detail, yes } = question
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message,
    detail,
    buttons: [yes, 'Not now'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}

export const confirmAddress = (url: URL): Promise<boolean> =>
  ask({ message: whereTo(url), detail: url.href, yes: 'Open' })

/** Why the app cannot go on, in the words of the catalogue. */
export function showFailure(thrown: unknown): void {
  const { message, next, code } = toBridgeError(thrown)
  dialog.showErrorBox('Drawbridge cannot start', `${message}\n\n${next}\n\n(${code})`)
}
