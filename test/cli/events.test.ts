/** Events on the command line: who is woken, the sentence that makes somebody subscribe, and ending it. */
import { expect, it } from 'vitest'
import { events } from '../../main/cli/event-commands.ts'
import { openBridge } from '../control/open-bridge.ts'
import { printed } from './commands.ts'

it('says what to say to ChatGPT while nobody has subscribed', async () => {
  const { dataDir } = await openBridge()
  const said = await printed(dataDir, async (context) => events(context, []))
  expect(said).toContain('Nobody is woken by events.')
  expect(said).toContain('Use the Drawbridge connector: subscribe to its events')
})

it('ends one by its id, and says when there is none', async () => {
  const { dataDir } = await openBridge()
  expect(await printed(dataDir, async (context) => events(context, ['end', 'sub_x']))).toBe(
    'There is no such subscription.\n',
  )
})

it.each([['end'], ['stop', 'x'], ['end', 'x', 'y']])('does not understand %s', async (...args) => {
  const { dataDir } = await openBridge()
  await expect(printed(dataDir, async (context) => events(context, args))).rejects.toThrow(
    'Use: drawbridge events',
  )
})
