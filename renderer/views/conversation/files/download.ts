/** Putting something into the owner's downloads, in a browser as in the window of the desktop. */
import type { Invoke } from '../../../transport.ts'

/** A version of a shared file, to the byte. */
export async function downloadFile(invoke: Invoke, name: string, version: number): Promise<void> {
  const { content, mimeType } = await invoke('files.read', { name, version, encoding: 'base64' })
  const binary = atob(content)
  const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0))
  // The folders of a shared name are no folders of the owner's.
  saveBlob(new Blob([bytes], { type: mimeType }), name.split('/').at(-1) ?? name)
}

/** Hands a blob over to the browser under a name. */
export function saveBlob(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  document.body.append(link)
  link.click()
  link.remove()
  // Once it has been taken over; nothing tells when.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
