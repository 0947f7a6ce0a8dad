/** On macOS the menu bar carries copy, paste and close; elsewhere the window needs none. */
import { Menu } from 'electron'

export function setAppMenu(platform: NodeJS.Platform): void {
  const roles = ['appMenu', 'editMenu', 'windowMenu'] as const
  const menu =
    platform === 'darwin' ? Menu.buildFromTemplate(roles.map((role) => ({ role }))) : null
  Menu.setApplicationMenu(menu)
}
