/** What a proxy script or Chromium answers for an address: `PROXY a:3128; SOCKS5 b:1080; DIRECT`. */
import { directly, type ProxyChoice, type Route } from '../../bridge/base/proxies.ts'
import { routeOf } from './route.ts'

/** Entries of a kind that cannot be used are passed over; there is always a way, as in browsers. */
export function fromPacAnswer(answer: string, source: string): ProxyChoice {
  const routes: Route[] = []
  let passedOver: string | undefined
  for (const entry of answer.split(';')) {
    const [kind = '', place = ''] = entry.trim().split(/\s+/)
    const scheme = { PROXY: 'http', HTTP: 'http', HTTPS: 'https' }[kind.toUpperCase()]
    const route = scheme === undefined ? undefined : routeOf(`${scheme}://${place}`)
    if (kind.toUpperCase() === 'DIRECT') routes.push(null)
    else if (route !== undefined) routes.push(route)
    else if (kind !== '') passedOver ??= kind
  }
  const [first, ...others] = routes
  if (first === undefined) {
    return passedOver === undefined
      ? directly
      : { ...directly, source, unused: unusable(passedOver) }
  }
  return first === null ? directly : { routes: [first, ...others], source }
}

export const unusable = (kind: string): string =>
  `The settings of the system name a proxy of the kind ${kind}, which Drawbridge cannot use.`
