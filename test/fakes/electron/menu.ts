/** `Menu`: a list that can be clicked by the test. */
import type Electron from 'electron'

export const Menu = {
  buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => ({
    items: template.map((item) => ({
      ...item,
      type: item.type ?? 'normal',
      enabled: item.enabled ?? true,
    })),
  }),
  setApplicationMenu(_menu: object | null) {},
}
