/**
 * Names of shared files. Contents are stored by hash, so no name can reach the disk; but people
 * and models will put these files into folders, on every system, so a name must be safe anywhere.
 */
import { BridgeError } from '../../base/errors.ts'

const maxLength = 200

/** https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const reservedOnWindows =
  /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)(?:\..*)?$/i

/** Refuses a name that could be misread anywhere; returns it unchanged otherwise. */
export function requireFileName(name: string): string {
  const reason = whyNot(name)
  if (reason) {
    throw new BridgeError('invalid-file-name', { name: printable(name), reason })
  }
  return name
}

/** Two names with the same key would be one file on disks that ignore capitals. */
export const fileKey = (name: string): string =>
  name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC')

function whyNot(name: string): string | undefined {
  if (name === '') return 'it is empty'
  if (!name.isWellFormed()) return 'it is not well-formed Unicode'
  if (name.length > maxLength) {
    return `it is longer than ${maxLength} characters`
  }
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cn}]/u.test(name)) return 'it has invisible characters in it'
  if (name !== name.normalize('NFC')) return 'it is not in Unicode form NFC'
  if (name.includes('\\')) return 'it has a backslash in it; folders are separated by /'
  if (name.startsWith('/')) return 'it is absolute'
  if (/[<>:"|?*]/.test(name)) return 'it has one of < > : " | ? * in it'
  for (const segment of name.split('/')) {
    const wrong = whyNotSegment(segment)
    if (wrong) return wrong
  }
  return undefined
}

function whyNotSegment(segment: string): string | undefined {
  if (segment === '') return 'it has an empty folder name in it'
  if (segment === '.' || segment === '..') return `it has "${segment}" in it`
  if (/^\s|[\s.]$/u.test(segment))
    return 'a part of it begins with a space or ends in a space or dot'
  if (Buffer.byteLength(segment) > 255) return 'a part of it is longer than 255 bytes'
  if (reservedOnWindows.test(segment)) return `"${segment}" is reserved on Windows`
  return undefined
}

/** The name as it may stand in an error: short and without control characters. */
const printable = (name: string): string =>
  name
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '�')
    .slice(0, maxLength)
