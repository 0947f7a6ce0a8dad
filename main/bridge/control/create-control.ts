/**
 * The one face toward the owner: parameters are checked, the method is called, the answer is checked;
 * and what the parts report becomes one numbered stream of events.
 */
import type { Control, MethodName, Methods, Topic } from '../../contract.ts'
import { BridgeError } from '../base/errors.ts'
import type { Handlers } from './handlers.ts'

/** Calls `send` whenever something of that topic changed, until the returned function is called. */
export type Subscription = (send: (topic: Topic) => void) => () => void

export interface ControlDeps {
  /** Every method in the bridge (wiring/control.ts); only some where a test needs only those. */
  handlers: Partial<Handlers>
  subscriptions: Subscription[]
}

/** Its schemas take a tenth of a start to make, and nothing before the first question needs them. */
const methodsOf = async (): Promise<Methods> => (await import('../../contract.ts')).methods

/** See `Control`. */
export function createControl({ handlers, subscriptions }: ControlDeps): Control {
  return {
    async invoke(name, params) {
      const methods = await methodsOf()
      if (!isMethod(methods, name)) {
        throw new BridgeError('unknown-method', { method: name.slice(0, 60) })
      }
      return invokeOne(methods, handlers, name, params)
    },
    onEvent(listener) {
      let seq = 0
      const send = (topic: Topic): void => {
        seq += 1
        listener({ seq, topic })
      }
      const stops = subscriptions.map((subscribe) => subscribe(send))
      return () => {
        for (const stop of stops) stop()
      }
    },
  }
}

const isMethod = (methods: Methods, name: string): name is MethodName =>
  Object.hasOwn(methods, name)

async function invokeOne(
  methods: Methods,
  handlers: Partial<Handlers>,
  name: MethodName,
  params: unknown,
): Promise<unknown> {
  const { params: paramsSchema, result: resultSchema } = methods[name]
  const parsed = paramsSchema.safeParse(params)
  if (!parsed.success) {
    const problem = parsed.error.issues
      .map(({ path, message }) => `${path.join('.') || 'parameters'}: ${message}`)
      .join('; ')
    throw new BridgeError('invalid-input', { problem })
  }
  const handler = handlers[name] as ((params: unknown) => unknown) | undefined
  if (!handler) throw new BridgeError('unknown-method', { method: name })
  const result = await handler(parsed.data)
  return resultSchema.parse(result)
}
