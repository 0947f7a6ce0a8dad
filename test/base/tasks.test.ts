import { expect, it } from 'vitest'
import { createTasks } from '../../main/bridge/base/tasks.ts'

function board() {
  let now = Date.UTC(2026, 10, 21)
  const tasks = createTasks({ clock: { now: () => now } })
  let notified = 0
  tasks.onChange(() => (notified += 1))
  return { tasks, notified: () => notified, pass: (ms: number) => void (now += ms) }
}

it('shows what runs, how far it is and how it ended', () => {
  const { tasks } = board()
  const download = tasks.start('download', 'Fetch cloudflared')
  const backup = tasks.start('backup', 'Back up')
  download.progress(5, 10, 'Receiving')
  backup.failed('The disk is full.')
  expect(tasks.list()).toMatchObject([
    { kind: 'backup', state: 'failed', detail: 'The disk is full.', total: null },
    { kind: 'download', state: 'running', done: 5, total: 10, detail: 'Receiving' },
  ])
})

it('keeps an ended task for a minute, and a running one for as long as it runs', () => {
  const { tasks, pass } = board()
  tasks.start('export', 'Export').done('Done.')
  tasks.start('probe', 'Probe')
  pass(59_999)
  expect(tasks.list()).toHaveLength(2)
  pass(1)
  expect(tasks.list()).toMatchObject([{ kind: 'probe', state: 'running' }])
})

it('does not move any more once it has ended', () => {
  const { tasks } = board()
  const task = tasks.start('export', 'Export')
  task.done('Done.')
  task.progress(1, 2)
  task.failed('Too late.')
  expect(tasks.list()).toMatchObject([{ state: 'done', detail: 'Done.', done: 0 }])
})

it('tells beginnings and ends always, and progress a few times a second', () => {
  const { tasks, notified, pass } = board()
  const task = tasks.start('download', 'Fetch')
  for (let n = 0; n < 1_000; n++) {
    pass(1)
    task.progress(n, 1_000)
  }
  expect(notified()).toBe(1 + 5)
  task.done('Done.')
  expect(notified()).toBe(7)
})

it('ends a task as its work ended, in words', async () => {
  const { tasks } = board()
  await tasks.run(
    'backup',
    'One',
    async () => 3,
    (files) => `${files} files`,
  )
  const broken = tasks.run('backup', 'Two', () => Promise.reject(new Error('no room')), String)
  await expect(broken).rejects.toThrow('no room')
  expect(tasks.list()).toMatchObject([
    { title: 'Two', state: 'failed', detail: 'no room' },
    { title: 'One', state: 'done', detail: '3 files' },
  ])
})
