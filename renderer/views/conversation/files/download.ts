/** A version of a shared file for the owner's downloads. */
import { saveBlob } from '../../../save-blob.ts'
import type { Invoke } from '../../../transport.ts'

/** A version of a shared file, to the byte. */
export async function downloadFile(invoke: Invoke, name: string, version: number): Promise<void> {
  const { content, mimeType } = await invoke('files.read', { name, version, encoding: 'base64' })
  const binary = atob(content)
  const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0))
  // The folders of a shared name are no folders of the owner's.
  saveBlob(new Blob([bytes], { type: mimeType }), name.split('/').at(-1) ?? name)
}
