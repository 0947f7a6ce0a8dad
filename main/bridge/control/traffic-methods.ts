/** Everything that crosses, as the owner sees it. */
import type { z } from 'zod'
import type { sentMessageSchema, trafficMethods } from '../../contract/traffic.ts'
import { firstWords } from '../conversation/texts.ts'
import type { Conversation } from '../conversation/types.ts'
import { redactText } from '../traffic/redact-text.ts'
import type { Traffic } from '../traffic/traffic.ts'
import type { HandlersOf } from './handlers.ts'

export interface TrafficMethodsDeps {
  traffic: Pick<Traffic, 'list' | 'get' | 'clear'>
  conversation: Pick<Conversation, 'messageBeginning'>
}

/** Characters of a message in a row. */
const wordsLength = 60
/** Characters looked through for secrets, so that none is cut in two and shows its first half. */
const lookedAt = 600

export function trafficHandlers(deps: TrafficMethodsDeps): HandlersOf<typeof trafficMethods> {
  const { traffic, conversation } = deps

  function sent(id: string | null): z.output<typeof sentMessageSchema> | null {
    const found = id === null ? undefined : conversation.messageBeginning(id, lookedAt)
    if (!found) return null
    const { text, ...message } = found
    return { ...message, words: wordsOf(text) }
  }

  const withMessage = <R extends { sent: string | null }>({ sent: id, ...row }: R) => ({
    ...row,
    message: sent(id),
  })

  return {
    'traffic.list': (request) => {
      const page = traffic.list(request)
      return { ...page, rows: page.rows.map(withMessage) }
    },
    'traffic.get': ({ seq }) => {
      const detail = traffic.get(seq)
      return detail && withMessage(detail)
    },
    'traffic.clear': () => ({ cleared: traffic.clear() }),
  }
}

/** None of a text that was removed for good, nor of one with anything that looks like a secret. */
const wordsOf = (text: string): string | null =>
  text === '' || redactText(text) !== text ? null : firstWords(text, wordsLength)
