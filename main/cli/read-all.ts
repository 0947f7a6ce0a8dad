/** All of a stream as text, for commands that read their text from stdin. */
export async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
  let text = ''
  stream.setEncoding('utf8')
  for await (const part of stream) text += String(part)
  return text.trimEnd()
}
