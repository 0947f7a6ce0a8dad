/** Whose browser it is: the interaction by its cookie, and forms by the mark of our own page. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Provider } from 'oidc-provider'
import { BridgeError } from '../../base/errors.ts'
import type { Approval } from './approval.ts'
import { hasContentType, readBody } from '../request-body.ts'
import type { Origin } from '../../address/origin.ts'
import { sameText } from '../../base/same-text.ts'

export type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>

/** The interaction this browser began. Throws `approval-foreign-browser`. */
export type OwnInteraction = (
  uid: string,
  req: IncomingMessage,
  res: ServerResponse,
) => Promise<Interaction>

export function createOwnInteraction(deps: {
  origin: Origin
  provider: () => Provider
}): OwnInteraction {
  const { origin, provider } = deps
  return async (uid, req, res) => {
    const foreign = () => new BridgeError('approval-foreign-browser')
    const interaction = await provider()
      .interactionDetails(req, res)
      .catch((error: unknown) => {
        throw error instanceof Error && error.name === 'SessionNotFound' ? foreign() : error
      })
    if (interaction.uid !== uid || !interaction.returnTo.startsWith(`${origin.url}/`)) {
      throw foreign()
    }
    return interaction
  }
}

const formBytes = 4_096

/** The fields of a form on a page of this approval. Throws when another page sent it. */
export async function readOwnForm(
  req: IncomingMessage,
  { csrf }: Pick<Approval, 'csrf'>,
): Promise<URLSearchParams> {
  if (!hasContentType(req, 'application/x-www-form-urlencoded')) {
    const expected = 'application/x-www-form-urlencoded'
    throw new BridgeError('unsupported-media-type', { expected })
  }
  const form = new URLSearchParams((await readBody(req, formBytes)).toString('utf8'))
  if (!sameText(form.get('csrf') ?? '', csrf)) {
    throw new BridgeError('malformed-request', { reason: 'it does not come from our page' })
  }
  return form
}

/** On to an address of ours, which answers the client in the end. */
export function goOn(res: ServerResponse, location: string): void {
  res.writeHead(303, {
    location,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  })
  res.end()
}
