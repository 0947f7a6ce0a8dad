/** The command line's connection to the bridge: how answers find their questions, and when a refusal is heard. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { BridgeError } from '../../main/bridge/base/errors.ts'
import { silentLog } from '../../main/bridge/base/ports.ts'
import { createLocalListener } from '../../main/bridge/local/local-listener.ts'
import { connectLocally, openExport } from '../../main/cli/local-client.ts'
import { temporaryFolder } from '../conversation/fresh-conversation.ts'

async function openListener() {
  const dataDir = temporaryFolder()
  const listener = createLocalListener({
    dataDir,
    socketPath: join(dataDir, 'bridge.sock'),
    control: {
      async invoke(method, params) {
        // The first of two takes longer.
        if (method === 'status.get') for (let turn = 0; turn < 20; turn += 1) await turnOfLoop()
        if (method === 'bridge.stop') throw new BridgeError('bridge-raised')
        return { method, params }
      },
      onEvent: () => () => {},
    },
    serveMcp: async () => {},
    async *exportTo() {
      yield 'all'
    },
    requestLimitBytes: 1024,
    log: silentLog,
  })
  await listener.start()
  onTestFinished(() => listener.stop())
  return { dataDir, listener }
}

const turnOfLoop = () => new Promise((resolve) => setImmediate(resolve))

function forgetSecret(dataDir: string): void {
  const file = join(dataDir, 'link.json')
  writeFileSync(
    file,
    JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), token: 'another' }),
  )
}

it('gives each question its own answer, also when several are asked at once and one is refused', async () => {
  const { dataDir } = await openListener()
  const bridge = await connectLocally(dataDir)
  const asked = await Promise.allSettled([
    bridge.invoke('status.get', {}),
    bridge.invoke('bridge.stop', {}),
    bridge.invoke('panel.link', {}),
  ])
  bridge.close()
  expect(asked).toMatchObject([
    { value: { method: 'status.get' } },
    { reason: { code: 'bridge-raised' } },
    { value: { method: 'panel.link' } },
  ])
})

it('hears of a refused connection with its first question, whole', async () => {
  const { dataDir } = await openListener()
  forgetSecret(dataDir)
  const bridge = await connectLocally(dataDir)
  await expect(bridge.invoke('status.get', {})).rejects.toMatchObject({
    code: 'local-link-refused',
    name: 'BridgeError',
  })
  await expect(openExport(dataDir, { format: 'json' })).rejects.toMatchObject({
    code: 'local-link-refused',
  })
})

it('says that no bridge runs: where none ever did, where one has ended, and where it ends meanwhile', async () => {
  const notRunning = { code: 'bridge-not-running' }
  await expect(connectLocally(temporaryFolder())).rejects.toMatchObject(notRunning)
  const { dataDir, listener } = await openListener()
  const link = readFileSync(join(dataDir, 'link.json'))
  const bridge = await connectLocally(dataDir)
  await bridge.invoke('panel.link', {})
  await listener.stop()
  await expect(bridge.invoke('panel.link', {})).rejects.toMatchObject(notRunning)
  writeFileSync(join(dataDir, 'link.json'), link)
  await expect(connectLocally(dataDir)).rejects.toMatchObject(notRunning)
})
