/**
 * Carries requests of Node's fetch through proxies, one decision for each request and each redirect. A
 * proxy that cannot be reached gives way to the next of its list, as in browsers.
 */
import { usualDispatcher, type Dispatcher } from './dispatcher.ts'
import { errorCode } from './error-code.ts'
import { noProxies, type ProxyFor, type Route } from './proxies.ts'

type ProxyAgentClass = new (options: {
  httpProxy: string
  httpsProxy: string
  noProxy: string
}) => Dispatcher

/** Of the whole process, like the certificates it trusts. */
let chosen: ProxyFor = noProxies

/** Call once, before anything is fetched. */
export function setProxies(proxyFor: ProxyFor): void {
  chosen = proxyFor
}

/** Nothing was sent to a proxy that fails so. */
const unreached: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
])
const passedOverMs = 5 * 60_000
/** A script can answer with a different proxy for each address. */
const mostKept = 16

const agents = new Map<string, Dispatcher>()
let direct: Dispatcher | undefined
const passedOverUntil = new Map<string, number>()

/** The dispatcher for whatever is asked directly, and a proxy for the rest. */
export const proxied = (usual: Dispatcher): Dispatcher =>
  chosen === noProxies || !canProxy()
    ? usual
    : directOf(usual).compose([
        (dispatch) => (options, handler) => {
          const { origin } = options as { origin: string | URL }
          const choice = chosen(new URL(origin))
          const go = (routes: readonly Route[]): boolean => {
            const [route = null, ...others] = routes
            if (route === null) return dispatch(options, handler)
            if (others.length === 0) return agentFor(route).dispatch(options, handler)
            if ((passedOverUntil.get(route) ?? 0) > Date.now()) return go(others)
            let begun = false
            return agentFor(route).dispatch(options, {
              onRequestStart(controller, context) {
                begun = true
                handler.onRequestStart?.(controller, context)
              },
              onRequestUpgrade: (...given) => handler.onRequestUpgrade?.(...given),
              onResponseStart: (...given) => handler.onResponseStart?.(...given),
              onResponseData: (...given) => handler.onResponseData?.(...given),
              onResponseEnd: (...given) => handler.onResponseEnd?.(...given),
              onResponseError(controller, error) {
                if (begun || !unreached.has(errorCode(error))) {
                  handler.onResponseError?.(controller, error)
                } else {
                  passOver(route)
                  go(others)
                }
              },
            })
          }
          if (!(choice instanceof Promise)) return go(choice.routes)
          choice
            .then(({ routes }) => go(routes))
            .catch((error: unknown) => handler.onResponseError?.(stopped, error as Error))
          return true
        },
      ])

/** In place of the controller of a request that never began. */
const stopped = { abort() {} }

function passOver(route: string): void {
  if (passedOverUntil.size >= mostKept) passedOverUntil.clear()
  passedOverUntil.set(route, Date.now() + passedOverMs)
}

/** Where Node was told to follow the environment (NODE_USE_ENV_PROXY), its usual one asks proxies by a rule of its own. */
function directOf(usual: Dispatcher): Dispatcher {
  if (usual.constructor.name !== 'EnvHttpProxyAgent') return usual
  const ProxyAgent = usual.constructor as ProxyAgentClass
  return (direct ??= new ProxyAgent({ httpProxy: '', httpsProxy: '', noProxy: '' }))
}

function agentFor(route: string): Dispatcher {
  const kept = agents.get(route)
  if (kept) return kept
  if (agents.size >= mostKept) agents.clear()
  const ProxyAgent = proxyAgentClass()
  const agent = new ProxyAgent({ httpProxy: route, httpsProxy: route, noProxy: '' })
  agents.set(route, agent)
  return agent
}

/** Loaded when it is needed: most commands ask nothing of the internet. */
const nodeHttp = () => process.getBuiltinModule('node:http')

/** Electron's Node may lack it. */
const canProxy = (): boolean => typeof nodeHttp().setGlobalProxyFromEnv === 'function'

/** Node keeps the class to itself: it lends an object of it to the process, which is given back at once. */
function proxyAgentClass(): ProxyAgentClass {
  const giveBack = nodeHttp().setGlobalProxyFromEnv({ https_proxy: 'http://127.0.0.1:9' })
  try {
    return usualDispatcher().constructor as ProxyAgentClass
  } finally {
    giveBack()
  }
}
