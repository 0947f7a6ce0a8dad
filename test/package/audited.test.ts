/** What the build took in, against what `npm audit --omit=dev` looks at. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from './staged-app.ts'

const out = (...path: string[]): string => join(root, 'out', ...path)

/** `name version` of every package whose code is in a built file, as its list of licences says. */
function bundled(): string[] {
  const lists = readdirSync(out('main')).filter((name) => /^licenses-.*\.md$/.test(name))
  const texts = [...lists.map((name) => out('main', name)), out('renderer', 'licenses.md')]
  const found = texts.flatMap((path) => [
    ...readFileSync(path, 'utf8').matchAll(/^## (\S+) - (\d\S*) \(/gm),
  ])
  return [...new Set(found.map(([, name, version]) => `${name} ${version}`))].sort()
}

/** `name version` of every package npm counts as needed to run. */
function audited(): Set<string> {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { name?: string; version?: string; dev?: true }>
  }
  const needed = Object.entries(packages).filter(([path, { dev }]) => path !== '' && dev !== true)
  return new Set(
    needed.map(([path, { name, version }]) => {
      const folder = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
      return `${name ?? folder} ${version}`
    }),
  )
}

it('everything that is bundled is audited as a production dependency', () => {
  const packages = bundled()
  // The lists were read: one of the program's packages, and one of the panel's.
  expect(packages).toEqual(expect.arrayContaining([expect.stringMatching(/^oidc-provider /)]))
  expect(packages).toEqual(expect.arrayContaining([expect.stringMatching(/^react-dom /)]))
  const seen = audited()
  expect(packages.filter((name) => !seen.has(name))).toEqual([])
})
