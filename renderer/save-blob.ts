/** Putting something into the owner's downloads, in a browser as in the window of the desktop. */

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
