/** Whether the focus may be moved: not away from what somebody is typing, choosing, or asked in a dialog. */

const inUse =
  'input, textarea, select, [contenteditable], [role="menu"] *, [role="listbox"], .dialog *, .palette *'

/** Something has the focus that would lose keystrokes with it. */
export const isBusyElsewhere = (): boolean => document.activeElement?.matches(inUse) === true
