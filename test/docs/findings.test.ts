/** Every finding says of itself what was seen, of which version, and is listed. None is run here. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const folder = join(import.meta.dirname, '..', '..', 'findings')
const scripts = globSync('*.sh', { cwd: folder }).sort()
const read = (name: string): string => readFileSync(join(folder, name), 'utf8')

it('is listed in the README, each by its name', () => {
  const listed = [...read('README.md').matchAll(/\]\(([\w-]+\.sh)\)/g)].map(([, name]) => name)
  expect(listed.toSorted((a = '', b = '') => (a < b ? -1 : 1))).toEqual(scripts)
})

describe.each(scripts)('%s', (name) => {
  const [shebang = '', ...lines] = read(name).split('\n')
  const head = lines.slice(
    0,
    lines.findIndex((line) => !line.startsWith('#')),
  )

  it('begins with the package and its version, the behaviour, and what was seen when', () => {
    expect(shebang).toBe('#!/bin/sh')
    expect(head[0]).toMatch(/^# Package: \S+ \d+\.\d+\.\d+\b/)
    expect(head[1]).toMatch(/^# Behaviour: \S/)
    expect(head.find((line) => line.startsWith('# Seen'))).toMatch(
      /^# Seen \(\d{4}-\d\d-\d\d\): \S/,
    )
  })

  it('installs just that version, in a temporary folder that it removes', () => {
    const [, pinned = '', version = ''] = /^# Package: (\S+) (\S+)/.exec(head[0] ?? '') ?? []
    const script = read(name)
    const installs = script.match(/^npm install .*$/gm)
    expect(installs).toHaveLength(1)
    expect(installs?.[0]).toContain(`${pinned}@${version}`)
    expect(installs?.[0]).not.toMatch(/@(?:latest|next|[\^~])/)
    expect(script).toContain(`trap 'rm -rf "$folder"' EXIT`)
  })
})
