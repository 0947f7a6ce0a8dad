/** What documents and comments point to exists: links, headings, and the files they name. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const documents = [
  ...globSync('*.md', { cwd: root }),
  ...globSync('{docs,findings}/**/*.md', { cwd: root }),
  ...globSync('{bench,test}/*.md', { cwd: root }),
].sort()

const textOf = (document: string): string => readFileSync(join(root, document), 'utf8')

/** Without code blocks, in which nothing is a link. */
const proseOf = (document: string): string =>
  textOf(document).replaceAll(/^ *```[\s\S]*?^ *```/gm, '')

/** The anchors of a document, as GitHub makes them from headings. */
function anchorsOf(document: string): string[] {
  return [...proseOf(document).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-'),
  )
}

function linksOf(document: string): string[] {
  const prose = proseOf(document).replaceAll(/`[^`\n]*`/g, '')
  const markdown = [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
  const html = [...prose.matchAll(/\b(?:src|href)="([^"]+)"/g)]
  return [...markdown, ...html].map(([, target = '']) => target)
}

function isBroken(document: string, link: string): boolean {
  if (/^[a-z]+:/.test(link)) return false
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? document : relative(root, join(root, dirname(document), path))
  if (!existsSync(join(root, target))) return true
  return anchor !== undefined && !anchorsOf(target).includes(anchor)
}

/** Paths in backticks that are meant as files of the project, from its root or from where its part lies. */
function namedFilesOf(document: string): string[] {
  const names = [...proseOf(document).matchAll(/`([\w./-]+\.(?:tsx?|mjs|svg))`/g)]
  return names.map(([, name = '']) => name)
}

const places = ['.', 'main/bridge', 'main/bridge/oauth', 'main', 'renderer']

describe.each(documents)('%s', (document) => {
  it('links to nothing that is not there', () => {
    expect(linksOf(document).filter((link) => isBroken(document, link))).toEqual([])
  })

  it('names no source file that is not there', () => {
    const missing = namedFilesOf(document).filter(
      (name) =>
        ![...places, dirname(document)].some((place) => existsSync(join(root, place, name))),
    )
    expect(missing).toEqual([])
  })
})

const sources = globSync('{main,renderer,card,test,scripts,bench,demo}/**/*.{ts,tsx,mjs,cjs,css}', {
  cwd: root,
})
const findings = globSync('findings/*.sh', { cwd: root })
/** Every file by its whole path, for comments that name the end of one. */
const everyFile = [...sources, ...documents, ...findings, ...globSync('*.ts', { cwd: root })]
const endings = new Set(
  everyFile.flatMap((path) => {
    const parts = path.split(sep)
    return parts.map((_, at) => parts.slice(at).join('/'))
  }),
)

/** Documents are named by their folder; a bare `plan.md` is somebody's example. */
const namedInComment =
  /(?<![\w/.@*{<-])(?:(?:[\w.-]+\/)*[a-z][\w.-]*\.(?:tsx?|mjs|cjs)|(?:docs|test|bench|findings)\/[\w./-]+\.(?:md|sh))\b/g
/** Built from `main/stdio.ts` and `main/headless.ts`. */
const built = new Set(['stdio.cjs', 'out/main/headless.cjs'])

function namedInCommentsOf(source: string): string[] {
  const comments = textOf(source).match(/^\s*\/\*[\s\S]*?\*\/|\/\/ [^\n]*/gm) ?? []
  return comments.flatMap((comment) => comment.match(namedInComment) ?? [])
}

it('comments name no file that is not there', () => {
  const isThere = (source: string, name: string): boolean =>
    built.has(name) || endings.has(name) || existsSync(join(root, dirname(source), name))
  const missing = sources.flatMap((source) =>
    namedInCommentsOf(source)
      .filter((name) => !isThere(source, name))
      .map((name) => `${source}: ${name}`),
  )
  expect(missing).toEqual([])
})

it('the index of decisions names every record once, in order', () => {
  const named = [...textOf('docs/adr/README.md').matchAll(/\]\((\d{4}-[\w-]+\.md)\)/g)]
  const records = globSync('docs/adr/0*.md', { cwd: root }).map((path) => basename(path))
  expect(named.map(([, name]) => name)).toEqual(records.sort())
})

it('every document can be reached from the README', () => {
  const reached = new Set<string>()
  const follow = (document: string): void => {
    if (reached.has(document)) return
    reached.add(document)
    for (const link of linksOf(document)) {
      const [path = ''] = link.split('#')
      if (path.endsWith('.md') && !/^[a-z]+:/.test(path)) follow(join(dirname(document), path))
    }
  }
  follow('README.md')
  expect(documents.filter((document) => !reached.has(document))).toEqual([])
})
