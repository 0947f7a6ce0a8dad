/** Talks, as the owner begins, watches, steers and ends them. */
import type { talkMethods } from '../../contract/talks.ts'
import type { Clock } from '../base/ports.ts'
import type { Conversation } from '../conversation/types.ts'
import type { Presence } from '../presence/types.ts'
import { calibrationOf } from '../talk/calibration.ts'
import { resultOf } from '../talk/result.ts'
import { resultFileName } from '../talk/result-file.ts'
import type { OwnerAct, Talks } from '../talk/talk-types.ts'
import { formView, talkSummary, talkView } from '../talk/view.ts'
import { BridgeError } from '../base/errors.ts'
import type { HandlersOf } from './handlers.ts'

export interface TalkMethodsDeps {
  talks: Talks
  conversation: Conversation
  presence: Pick<Presence, 'of'>
  clock: Clock
}

export function talkHandlers(deps: TalkMethodsDeps): HandlersOf<typeof talkMethods> {
  const { talks, conversation, presence, clock } = deps
  const names = () => {
    const known = new Map(conversation.participants().map(({ id, name }) => [id, name]))
    return (participant: string) => known.get(participant) ?? participant
  }
  const view = (id: string) =>
    talkView(talks.get(id), { nameOf: names(), presence, now: clock.now })

  async function act(id: string, what: OwnerAct) {
    await talks.act(id, what)
    return view(id)
  }

  return {
    'talks.forms': () => {
      const { forms, broken, folder } = talks.forms()
      return { forms: forms.map(({ form, source }) => formView(form, source)), broken, folder }
    },
    'talks.begin': async (request) => view(await talks.begin(request)),
    'talks.list': ({ limit, query }) => {
      const nameOf = names()
      return talks.list({ limit, query }).map((talk) => talkSummary(talk, nameOf))
    },
    'talks.get': ({ id }) => view(id),
    'talks.pause': ({ id }) => act(id, { type: 'pause' }),
    'talks.resume': ({ id }) => act(id, { type: 'resume' }),
    'talks.skip': ({ id, participant }) => act(id, { type: 'skip', participant }),
    'talks.say': ({ id, text }) => act(id, { type: 'say', text }),
    'talks.giveWord': ({ id, participant }) => act(id, { type: 'give-word', participant }),
    'talks.more': ({ id, what, amount }) => act(id, { type: 'more', what, amount }),
    'talks.end': ({ id }) => act(id, { type: 'end' }),
    'talks.verdict': async ({ id, text, marks = [] }) => {
      await talks.act(id, { type: 'verdict', text })
      await talks.mark(id, marks)
      return view(id)
    },
    'talks.paste': async ({ id, participant, content }) => {
      await talks.handIn({ talk: id, by: participant, content, pasted: true })
      return view(id)
    },
    'talks.saveResult': async ({ id }) => {
      const talk = talks.get(id)
      if (talk.state.status !== 'ended') {
        throw new BridgeError('invalid-input', {
          problem: 'A talk has a result once it has ended: give your verdict, or end it.',
        })
      }
      const name = talk.savedAs ?? resultFileName(talk)
      const { markdown: content } = resultOf(talk, names())
      await conversation.writeFile('owner', { name, content })
      await talks.savedAs(id, name)
      return view(id)
    },
    'talks.again': async ({ id }) => {
      const { question, state, files } = talks.get(id)
      const there = new Set(conversation.files().map(({ name }) => name))
      const { form, seats, bounds } = state
      return view(
        await talks.begin({
          question,
          form: form.id,
          seats: seats.map(({ participant, role }) => ({ participant, role: role ?? undefined })),
          files: files.filter((name) => there.has(name)),
          bounds,
        }),
      )
    },
    'talks.calibration': () => {
      const nameOf = names()
      return calibrationOf(talks.marked()).map((one) => ({
        ...one,
        name: nameOf(one.participant),
      }))
    },
  }
}
