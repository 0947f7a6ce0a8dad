/** Takes one file out of a tar archive (POSIX ustar): all that cloudflared's macOS archive needs. */

const blockSize = 512

/** The content of the first regular file of that base name, or null. */
export function fileFromTar(archive: Buffer, name: string): Buffer | null {
  for (let at = 0; at + blockSize <= archive.length;) {
    const header = archive.subarray(at, at + blockSize)
    const path = textOf(header.subarray(0, 100))
    if (path === '') return null
    const size = Number.parseInt(textOf(header.subarray(124, 136)).trim(), 8)
    if (!Number.isSafeInteger(size) || size < 0) return null
    const kind = String.fromCharCode(header[156] ?? 0)
    const content = archive.subarray(at + blockSize, at + blockSize + size)
    if ((kind === '0' || kind === '\0') && path.split('/').at(-1) === name) {
      return content.length === size ? content : null
    }
    at += blockSize + Math.ceil(size / blockSize) * blockSize
  }
  return null
}

function textOf(field: Buffer): string {
  const end = field.indexOf(0)
  return field.subarray(0, end === -1 ? field.length : end).toString('utf8')
}
