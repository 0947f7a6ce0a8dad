/** How the place of the secrets is told to the owner. */

const keychains: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'the macOS Keychain',
  win32: 'the Windows Credential Manager',
}

export const keychainName = (platform: NodeJS.Platform): string =>
  keychains[platform] ?? 'the keychain of this desktop (Secret Service)'

export type FileReason = 'absent' | 'before'

const because: Record<FileReason, string> = {
  absent: 'No keychain was found on this computer',
  before: 'This data folder was begun without a keychain',
}

/** One plain sentence. */
export const fileWarning = (reason: FileReason): string =>
  `${because[reason]}, so the signing keys are in a file that only its permissions protect: ` +
  'a program running as you, and a copy of the folder, can read them.'
