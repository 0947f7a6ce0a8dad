/** A single key means itself while somebody writes, and with another key held down. */
import type { KeyboardEvent } from 'react'

export const isTyping = ({ target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  ctrlKey ||
  metaKey ||
  altKey ||
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLInputElement
