/** What the accessibility tests rest on: they look at every view, and at night only at colours. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { viewNames } from '../../renderer/navigation.ts'
import { allScenes } from '../screenshots/all-scenes.ts'
import { rendererDir } from './built-panel.ts'

it('has a scene of every view', async () => {
  const hashes = (await allScenes()).map(([, { hash }]) => hash)
  const seen = new Set(hashes.map((hash) => hash.replace(/^#([a-z]*).*$/, '$1')))
  expect([...seen].toSorted()).toEqual([...viewNames].toSorted())
})

/** How `light-dark()` is built for older browsers: it sets two switches that choose between colours. */
const switches =
  '@media (prefers-color-scheme:dark){:root{--lightningcss-light: ;--lightningcss-dark:initial}}'

it('changes nothing but colours with the theme: no style or script asks for the scheme', async () => {
  const names = await readdir(rendererDir, { recursive: true })
  const built = names.filter((name) => /\.(css|js)$/.test(name))
  const texts = await Promise.all(
    built.map(async (name) => ({ name, text: await readFile(join(rendererDir, name), 'utf8') })),
  )
  expect(texts.some(({ text }) => text.includes(switches))).toBe(true)
  const asking = texts.filter(({ text }) =>
    text.replaceAll(switches, '').includes('prefers-color-scheme'),
  )
  expect(asking.map(({ name }) => name)).toEqual([])
})
