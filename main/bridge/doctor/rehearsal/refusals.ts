/** What must not work, from the outside. */
import { request } from 'node:http'
import { open, redirectUri, type Step } from './scene.ts'
import { authorizeUrl } from './sign-in.ts'

/** Where the panel has its own things, on the port that no tunnel reaches. */
const panelPaths = ['/', '/launch', '/events', '/api/status.get']

/** Before the owner is asked: none of these may get as far as that. */
export const earlyRefusals: readonly Step[] = [
  {
    id: 'wrong-redirect',
    title: 'Another way back is refused',
    wait: 'page',
    async run(scene) {
      const foreign = 'https://elsewhere.example/callback'
      const url = await authorizeUrl(scene, { redirect_uri: foreign })
      const { status, location } = await scene.browser.get(url)
      if (status < 400 || location) throw open(`a sign-in that leads to ${foreign}`)
      return `A sign-in that leads elsewhere than ${redirectUri} gets ${status}.`
    },
  },
  {
    id: 'wrong-resource',
    title: 'A token for another server is refused',
    wait: 'page',
    async run(scene) {
      const url = await authorizeUrl(scene, { resource: 'https://elsewhere.example/mcp' })
      const { status, location } = await scene.browser.get(url)
      const error = location?.searchParams.get('error')
      if (status < 400 && (error === null || error === undefined)) {
        throw open('a sign-in for the resource https://elsewhere.example/mcp')
      }
      return `Answered with ${error ?? status}.`
    },
  },
]

export const lateRefusals: readonly Step[] = [
  {
    id: 'panel',
    title: 'The panel cannot be reached',
    wait: null,
    async run(scene) {
      for (const path of panelPaths) {
        const { status } = await scene.way.fetch(scene.origin + path)
        if (status < 400) throw open(`${path} is answered with ${status}`)
      }
      return `${panelPaths.join(', ')} lead nowhere.`
    },
  },
  {
    id: 'foreign-host',
    title: 'Another name is refused',
    wait: null,
    async run({ port }) {
      // On this computer: a name that is not ours does not come through a tunnel.
      const status = await statusUnder('elsewhere.example', port)
      if (status !== 421) throw open(`a request under another name is answered with ${status}`)
      return 'A request under another name gets 421.'
    },
  },
]

function statusUnder(host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(
      {
        host: '127.0.0.1',
        port,
        path: '/mcp',
        method: 'POST',
        headers: { host, 'user-agent': 'drawbridge-rehearsal/1' },
        agent: false,
      },
      (answer) => {
        answer.resume()
        resolve(answer.statusCode ?? 0)
      },
    )
    call.on('error', reject)
    call.end()
  })
}
