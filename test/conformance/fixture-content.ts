/** The smallest contents of each kind, for the fixture's tools, resources and prompts. */

/** One red pixel. */
export const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg=='

/** No samples at all, in a valid header: 8,000 Hz, 8 bits, mono. */
export const wav = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA='

export const text = (words: string) => ({ type: 'text' as const, text: words })

export const image = { type: 'image' as const, data: png, mimeType: 'image/png' }

export const embedded = (uri: string, mimeType: string, words: string) => ({
  type: 'resource' as const,
  resource: { uri, mimeType, text: words },
})

/** What a tool answers with plain words. */
export const saying = (words: string) => ({ content: [text(words)] })
