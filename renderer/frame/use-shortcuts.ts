/** Listens for the shortcuts of the table, and hands on what they mean. */
import { useEffect, useRef } from 'react'
import { keyOf, matchKeys, type ShortcutAction } from '../shortcuts.ts'

/** The second key of two has to come soon. */
const PATIENCE_MS = 1200

/** `single`: whether shortcuts without a modifier work. */
export function useShortcuts(single: boolean, onAction: (action: ShortcutAction) => void): void {
  const latest = useRef(onAction)
  useEffect(() => {
    latest.current = onAction
  })
  useEffect(() => {
    let pressed: string[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    const forget = (): void => {
      clearTimeout(timer)
      pressed = []
    }
    const listen = (event: KeyboardEvent): void => {
      const key = keyOf(event)
      if (key === null || event.defaultPrevented || event.isComposing) return
      const modified = key.startsWith('mod+')
      if (isModal() || (!modified && (!single || isTyping(event.target)))) return forget()
      const match = matchKeys([...pressed, key]) ?? matchKeys([key])
      if (match === undefined) return forget()
      if (match === 'begun') {
        pressed = [...pressed, key]
        timer = setTimeout(forget, PATIENCE_MS)
        return
      }
      forget()
      event.preventDefault()
      latest.current(match.action)
    }
    document.addEventListener('keydown', listen)
    return () => {
      forget()
      document.removeEventListener('keydown', listen)
    }
  }, [single])
}

/** Where keys are text, or choose something. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.matches('input, textarea, select, [role="menu"] *')
}

/** A toast has the role of a dialog too, and takes no keys; neither does a dialog that is leaving. */
const isModal = (): boolean => document.querySelector('.dialog:not([data-closed])') !== null
