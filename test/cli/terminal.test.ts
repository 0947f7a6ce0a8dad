/** Questions and secrets: what is shown, and what never is. */
import { PassThrough, Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { createTerminal } from '../../main/cli/terminal.ts'

function open(isTTY: boolean) {
  const stdin = Object.assign(new PassThrough(), { isTTY })
  let shown = ''
  const stderr = new Writable({
    write(chunk, _encoding, done) {
      shown += String(chunk)
      done()
    },
  })
  return { stdin, terminal: createTerminal({ stdin, stderr }), shown: () => shown }
}

it('shows a question and what is typed, but of a secret only the question', async () => {
  const { stdin, terminal, shown } = open(true)
  const name = terminal.ask('Name: ')
  stdin.write('  Ada\r')
  expect(await name).toBe('Ada')
  const secret = terminal.secret('Secret: ')
  stdin.write('hush\r')
  expect(await secret).toBe('hush')
  expect(shown()).toContain('Name:   Ada')
  expect(shown()).toContain('Secret: ')
  expect(shown()).not.toContain('hush')
  terminal.close()
})

it('shows nothing that was typed ahead, which may be the secret', async () => {
  const { stdin, terminal, shown } = open(true)
  stdin.write('hush\r')
  await new Promise((resolve) => setImmediate(resolve))
  expect(await terminal.secret('Secret: ')).toBe('hush')
  expect(shown()).not.toContain('hush')
  terminal.close()
})

it('asks nothing where nobody sits there, and reads line by line to the end', async () => {
  const { stdin, terminal, shown } = open(false)
  stdin.end('one\ntwo\nthree\n')
  expect(await terminal.secret('First? ')).toBe('one')
  expect(await terminal.rest()).toBe('two\nthree')
  expect(await terminal.ask('More? ')).toBe('')
  expect(shown()).toBe('')
  terminal.close()
})
