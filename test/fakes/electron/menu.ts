/** `Menu`: a list that can be clicked by the test. */
import type Electron from 'electron'

export const Menu = {
  buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]): Electron.Menu =>
    ({
      items: template.map((item) => ({
        ...item,
        label: item.label ?? '',
        type: item.type ?? 'normal',
        enabled: item.enabled ?? true,
      })),
    }) as unknown as Electron.Menu,
  setApplicationMenu(_menu: Electron.Menu | null) {},
}
