import { expect, it } from 'vitest'
import { createExports } from '../../main/bridge/control/exports.ts'
import { createTasks } from '../../main/bridge/base/tasks.ts'
import { systemClock as clock } from '../../main/bridge/base/ports.ts'

/** A conversation whose export tells when it was left. */
function watchedConversation() {
  const left = Promise.withResolvers<void>()
  async function* pieces() {
    try {
      for (let n = 0; ; n++) yield `piece ${n}`
    } finally {
      left.resolve()
    }
  }
  return { left: left.promise, export: () => pieces() }
}

it('ends an export that nobody fetches from, and lets go of the conversation', async () => {
  const conversation = watchedConversation()
  const tasks = createTasks({ clock })
  const exports = createExports({ conversation, tasks, clock, idleMs: 5 })
  const { id } = exports.start('markdown')
  expect(await exports.next(id)).toBe('piece 0')
  await conversation.left
  await expect(exports.next(id)).rejects.toMatchObject({ code: 'unknown-export' })
  expect(tasks.list()).toMatchObject([{ kind: 'export', state: 'failed' }])
})

it('ends all exports when the bridge ends', async () => {
  const conversation = watchedConversation()
  const exports = createExports({ conversation, tasks: createTasks({ clock }), clock })
  const { id } = exports.start('json')
  await exports.next(id)
  exports.stop()
  await conversation.left
})
