/** A mistyped command or option is answered with the one that was most likely meant. */
import { expect, it } from 'vitest'
import { nearest } from '../../main/cli/did-you-mean.ts'
import { run } from '../../main/cli/run.ts'

const complaint = async (...words: string[]): Promise<string> =>
  run(words).then(
    () => '',
    (error: unknown) => String(error),
  )

it.each([
  [['--data-dir', '/x'], 'drawbridge up has no option --data-dir. Did you mean --data?'],
  [['up', '--tunel', 'quick'], 'Did you mean --tunnel?'],
  [['--controlport', '1'], 'Did you mean --control-port?'],
  [['log', '--folow'], 'drawbridge log has no option --folow. Did you mean --follow?'],
  [['log', '--no-folow'], 'Did you mean --follow?'],
  [['statsu'], 'There is no command "statsu". Did you mean status?'],
  [['start'], 'Did you mean up?'],
  [['help', 'clinet'], 'Did you mean client?'],
  [['thred', 'end', '1'], 'Did you mean thread?'],
])('%j', async (words, expected) => {
  expect(await complaint(...words)).toContain(expected)
})

it('guesses nothing where nothing is near, and offers nothing that is not for people', async () => {
  expect(await complaint('frobnicate')).toBe(
    'UsageError: There is no command "frobnicate". See: drawbridge help',
  )
  expect(await complaint('up', '--backgrund')).toBe(
    'UsageError: drawbridge up has no option --backgrund. See: drawbridge help up',
  )
  expect(nearest('x'.repeat(100_000), ['status'])).toBeUndefined()
})
