/** How `npm start` hands over to the program: streams, exit code, each signal once, no orphan. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const launcher = pathToFileURL(join(root, 'scripts', 'lib', 'launch.mjs')).href
const program = join(root, 'test', 'fixtures', 'launched.mjs')
const script = `
  import { launch } from ${JSON.stringify(launcher)}
  process.exitCode = await launch(${JSON.stringify(program)}, ['7'])
`

/** A script that has launched the program; `lines` is what the program said so far. */
async function launched() {
  const { npm_lifecycle_event: _npm, ...clean } = process.env
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: clean,
  })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part))
  // Closes once the program has let go of it too.
  const closed = once(child.stdout, 'close')
  const exited = once(child, 'exit')
  while (!text.includes('\n')) await once(child.stdout, 'data')
  return {
    child,
    exited,
    closed,
    signals: () => text.split('\n').filter((line) => line.startsWith('SIG')),
  }
}

describe.runIf(process.platform !== 'win32')('handing over to the program', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'passes %s on and ends with the exit code of the program',
    async (signal) => {
      const { child, exited, signals } = await launched()
      child.kill(signal)
      expect(await exited).toEqual([7, null])
      expect(signals()).toEqual([signal])
    },
  )

  it('passes Ctrl-C on once, though the terminal and npm both send it', async () => {
    const { child, exited, signals } = await launched()
    child.kill('SIGINT')
    await once(child.stdout, 'data')
    child.kill('SIGINT')
    await exited
    expect(signals()).toEqual(['SIGINT'])
  })

  it('asks the program to end when the script is killed with -9', async () => {
    const { child, closed, signals } = await launched()
    child.kill('SIGKILL')
    await closed
    expect(signals()).toEqual(['SIGTERM'])
  })
})
