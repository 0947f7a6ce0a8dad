/**
 * What was begun and not sent, one draft per thread, kept in this browser until it is sent or emptied,
 * so that a closed window loses no words.
 */
import type { MethodParams } from '../../../../main/contract.ts'

export type Importance = NonNullable<MethodParams<'conversation.send'>['importance']>

export interface Draft {
  text: string
  /** Null: whoever it goes to by default. */
  to: string[] | null
  importance: Importance
}

export const emptyDraft: Draft = { text: '', to: null, importance: 'normal' }

const keyOf = (thread: string): string => `drawbridge-draft-${thread}`

export function keptDraft(thread: string): Draft {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(thread)) ?? 'null')
    return isDraft(kept) ? kept : emptyDraft
  } catch {
    return emptyDraft
  }
}

export function keepDraft(thread: string, draft: Draft): void {
  try {
    if (draft.text.trim() === '') localStorage.removeItem(keyOf(thread))
    else localStorage.setItem(keyOf(thread), JSON.stringify(draft))
  } catch {
    // No storage: it lives as long as the page.
  }
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null) return false
  const { text, to, importance } = value as Partial<Draft>
  const people = to === null || (Array.isArray(to) && to.every((id) => typeof id === 'string'))
  return typeof text === 'string' && people && /^(low|normal|high)$/.test(importance ?? '')
}
