/**
 * Before the project `unit`, which loads the program by Node itself: what Vite makes of `virtual:drawbridge-card`,
 * as a file. It is built again when a source of it has changed.
 */
import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'

// By Node: Vitest would have Vite read all of Vite, which takes seconds before the first test.
const require = createRequire(import.meta.url)

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'node_modules/.cache/drawbridge-card')
const program = join(root, 'card/inline-card.ts')

export async function setup(project) {
  project.provide('card', await builtCard())
}

async function builtCard() {
  const kept = await readFile(join(folder, 'made-from.json'), 'utf8').catch(() => '{}')
  const { sources, hash } = JSON.parse(kept)
  if (hash && (await hashOf(sources)) === hash) return fileOf(hash)
  return build()
}

const fileOf = (hash) => join(folder, `${hash}.mjs`)

/** Renamed into place, because several runs may do this at once. */
async function build() {
  const { buildCard } = require(program)
  const card = await buildCard()
  // From the root, because a copy of the checkout brings its cache along.
  const sources = [program, ...card.sources].map((source) => relative(root, source))
  const hash = await hashOf(sources)
  const path = fileOf(hash)
  await mkdir(folder, { recursive: true })
  await put(path, `export const html = ${JSON.stringify(card.html)}\n`)
  await put(join(folder, 'made-from.json'), JSON.stringify({ sources, hash }))
  return path
}

async function put(path, content) {
  const aside = `${path}.${process.pid}`
  await writeFile(aside, content)
  await rename(aside, path)
}

async function hashOf(paths) {
  const hash = createHash('sha256')
  for (const path of paths) {
    const content = await readFile(join(root, path)).catch(() => '')
    hash.update(`${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}
