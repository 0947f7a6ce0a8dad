/** The list of participants is kept in memory; whatever changes it shows at once. */
import { expect, it } from 'vitest'
import { freshConversation } from './fresh-conversation.ts'

it('names who was added, renamed and removed, without a call between', async () => {
  const { conversation } = freshConversation()
  const names = () => conversation.participants().map(({ id, name }) => `${id}: ${name}`)
  expect(names()).toEqual(['owner: Owner', 'claude: Claude', 'chatgpt: ChatGPT'])
  await conversation.addParticipant('codex')
  expect(names()).toContain('codex: Codex')
  await conversation.renameParticipant('codex', 'Codex at work')
  expect(names()).toContain('codex: Codex at work')
  await conversation.removeUnusedParticipant('codex')
  expect(names()).toHaveLength(3)
})

it('shows nobody whose adding was undone', async () => {
  const { conversation, store } = freshConversation()
  conversation.participants()
  store.db.exec(
    `CREATE TEMP TRIGGER no_codex AFTER INSERT ON participants WHEN new.id = 'codex'
     BEGIN SELECT RAISE(ABORT, 'no'); END`,
  )
  await expect(conversation.addParticipant('codex')).rejects.toThrow()
  expect(conversation.participants().map(({ id }) => id)).not.toContain('codex')
})

it('cannot be changed by who asked for it', () => {
  const { conversation } = freshConversation()
  expect(Object.isFrozen(conversation.participants())).toBe(true)
})
