// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { showPanelMissing } from '../../renderer/panel-missing.ts'

it('says that the panel did not load in place of the frame that answers nothing, and loads it again', () => {
  const root = document.createElement('div')
  root.innerHTML = '<div class="frame" inert aria-hidden="true"><button>Talks</button></div>'
  const reload = vi.fn<() => void>()
  showPanelMissing(root, reload)
  expect(root.querySelector('[inert]')).toBeNull()
  const alert = root.querySelector('[role=alert]')
  expect(alert?.textContent).toContain('could not be loaded')
  alert?.querySelector('button')?.click()
  expect(reload).toHaveBeenCalledOnce()
})
