/** Who proves to be the owner, and where: the owner's decisions about signing in elsewhere. */
import type { identityMethods } from '../../contract/identity.ts'
import { BridgeError } from '../base/errors.ts'
import type { Identity } from '../identity/identity.ts'
import type { IdentityShown } from '../identity/shown.ts'
import { assertParticipant } from '../oauth/approval/participant-name.ts'
import type { KnownParticipants } from '../oauth/approval/upstream-interaction.ts'
import type { HandlersOf } from './handlers.ts'

export interface IdentityMethodsDeps {
  identity: Identity
  /** Makes participants that are not there yet. */
  participants: Pick<KnownParticipants, 'ensure'>
  /** The one-time management token in hand, as it is shown. */
  token: () => IdentityShown['token']
}

type Area = Pick<
  HandlersOf<typeof identityMethods>,
  `identity.${'status' | 'save' | 'off' | 'on' | 'test' | 'unbind' | 'admit' | 'dismiss' | 'confirm-callback'}`
>

export function identityHandlers({ identity, participants, token }: IdentityMethodsDeps): Area {
  const { decisions } = identity
  const status = () => identity.status(token())
  const after = async (done: Promise<void>) => {
    await done
    return status()
  }
  return {
    'identity.status': status,
    'identity.save': (draft) => after(decisions.save(draft)),
    'identity.off': ({ forget }) => after(decisions.off(forget ?? false)),
    'identity.on': () => after(decisions.on()),
    'identity.test': ({ callback, bind }) =>
      identity.test({ ...(callback && { callback }), bind: bind ?? false }),
    'identity.unbind': () => after(decisions.unbind()),
    'identity.admit': async ({ subject, name, participants: wanted }) => {
      const ids = [...new Set(wanted)]
      for (const id of ids) assertParticipant(id)
      for (const id of ids) await participants.ensure(id)
      return after(decisions.admit({ subject: subject.trim(), name: name?.trim() || null }, ids))
    },
    'identity.dismiss': async ({ subject }) => {
      const { people } = await status()
      if (!people.some((one) => one.subject === subject)) {
        throw new BridgeError('invalid-input', { problem: `${subject} is not among the people.` })
      }
      return after(decisions.dismiss(subject))
    },
    'identity.confirm-callback': () => after(decisions.confirmCallback()),
  }
}
