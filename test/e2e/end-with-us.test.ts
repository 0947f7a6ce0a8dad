/** The programs that a bench or the demonstration starts end with it, even when it is killed and says nothing. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it, onTestFinished } from 'vitest'

const module = JSON.stringify(join(import.meta.dirname, '..', '..', 'demo', 'end-with-us.ts'))

/** Starts a program that starts one that stays, prints its process id and then does `then`. */
async function started(then: string) {
  const parent = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { spawn } from 'node:child_process'
      const { endWithUs } = await import(${module})
      const child = endWithUs(spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' }))
      console.log(child.pid)
      ${then}`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ended = once(parent, 'exit')
  const [line] = (await once(createInterface({ input: parent.stdout }), 'line')) as [string]
  const pid = Number(line)
  onTestFinished(() => {
    parent.kill('SIGKILL')
    if (runs(pid)) process.kill(pid, 'SIGKILL')
  })
  return { parent, pid, ended }
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

it('kills what a killed program had started', async () => {
  const { parent, pid, ended } = await started('')
  expect(runs(pid)).toBe(true)
  parent.kill('SIGKILL')
  await ended
  await expect.poll(() => runs(pid)).toBe(false)
})

it('keeps no program from ending by itself once the other has ended', async () => {
  const { pid, ended } = await started("child.kill('SIGKILL')")
  expect(await ended).toEqual([0, null])
  expect(runs(pid)).toBe(false)
})
