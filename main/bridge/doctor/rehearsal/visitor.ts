/** The browser of the person who signs in: a jar of cookies, and no redirect followed by itself. */
import type { Way } from './way.ts'

export interface VisitorBrowser {
  get(url: URL): Promise<{ status: number; text: string; location: URL | null }>
}

export function createVisitorBrowser(way: Way): VisitorBrowser {
  const cookies = new Map<string, string>()
  return {
    async get(url) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const answer = await way.fetch(url, {
        headers: { accept: 'text/html', ...(cookie !== '' && { cookie }) },
      })
      for (const raw of answer.headers.getSetCookie()) {
        const [pair = ''] = raw.split(';', 1)
        const at = pair.indexOf('=')
        cookies.set(pair.slice(0, at), pair.slice(at + 1))
      }
      const location = answer.headers.get('location')
      return {
        status: answer.status,
        text: await answer.text(),
        location: location === null ? null : URL.parse(location, url),
      }
    },
  }
}
