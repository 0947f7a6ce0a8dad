/** docs/privacy.md holds every host the program names and every place that sends something, and no other. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { settingsSchema } from '../../main/contract/settings-schema.ts'

const root = join(import.meta.dirname, '..', '..')
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8')
const page = textOf('docs/privacy.md')

const [before = '', named = ''] = page.split('## Addresses that are only named')
const rows = before
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| --'))
  .slice(1)
  .map((line) => line.split('|').map((cell) => cell.trim()))

const inTicks = (text: string): string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, inside = '']) => inside)
const hostsIn = (text: string): string[] =>
  inTicks(text).filter((word) => /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(word))

const contacted = new Set(rows.flatMap(([, to = '']) => hostsIn(to)))
const onlyNamed = new Set(hostsIn(named))
const codeNamed = new Set(rows.flatMap((cells) => inTicks(cells[5] ?? '')))

const sources = globSync('main/**/*.{ts,json}', { cwd: root })
  .map((path) => path.replaceAll('\\', '/'))
  .sort()
/** Without comments, which may point to documents. */
const codeOf = (path: string): string =>
  textOf(path)
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/^\s*\/\/.*$/gm, '')

/** Names that belong to nobody (RFC 2606, RFC 6761). */
const reserved = /\.(?:example|invalid|test|localhost)$/
const hostsOfTheProgram = new Set(
  sources
    .flatMap((path) => [...codeOf(path).matchAll(/https?:\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)+)/g)])
    .map(([, host = '']) => host)
    .filter((host) => !reserved.test(host) && !/(?:^|\.)example\.(?:com|org|net)$/.test(host))
    .filter((host) => !/^\d+(?:\.\d+){3}$/.test(host)),
)

/** What a file imports that can send something to another computer. */
const waysOut = [
  /^import \{[^}]*\b(?:plainFetch|usualDispatcher)\b[^}]*\} from '[^']*\/(?:plain-fetch|dispatcher)\.ts'/m,
  /^import \{[^}]*\b(?:request|get)\b[^}]*\} from 'node:https?'/m,
  /^import (?:\{[^}]*\}|\w+) from '(?:undici|node:http2|node:tls|node:dgram)'/m,
  /\bimport\('electron-updater'\)/,
  /(?:globalThis\.|[^.\w])fetch\(['"`]https?:\/\/(?!127\.)/,
]

describe('docs/privacy.md', () => {
  it('has every host that is named in the program', () => {
    expect(
      [...hostsOfTheProgram].filter((host) => !contacted.has(host) && !onlyNamed.has(host)),
    ).toEqual([])
    expect(hostsOfTheProgram).toContain('api.trycloudflare.com')
  })

  it('has no host that the program does not name, and none as both contacted and only named', () => {
    const everything = sources.map(codeOf).join('\n')
    const unknown = [...contacted, ...onlyNamed].filter((host) => !everything.includes(host))
    expect(unknown).toEqual([])
    expect([...contacted].filter((host) => onlyNamed.has(host))).toEqual([])
  })

  it('names every file that can send something, and each file it names is there', () => {
    const sending = sources.filter((path) => waysOut.some((way) => way.test(codeOf(path))))
    expect(sending.length).toBeGreaterThan(10)
    const short = sending.map((path) => path.replace(/^main\//, ''))
    expect(short.filter((path) => !codeNamed.has(path))).toEqual([])
    const missing = [...codeNamed].filter((path) => !sources.includes(`main/${path}`))
    expect(missing).toEqual([])
  })

  it('tells how to turn off whatever has a setting', () => {
    const { contact } = settingsSchema.parse({})
    expect(contact).toEqual({ updates: true, clockCheck: true, connectivityCheck: true })
    for (const name of Object.keys(contact)) {
      expect(before).toContain(`\`"contact": { "${name}": false }\``)
    }
  })

  it('is true of the updater and of the dictionaries, whose hosts are not in our code', () => {
    expect(textOf('electron-builder.yml')).toMatch(/^publish:\n {2}provider: github$/m)
    expect(textOf('main/shell/window.ts')).toContain('spellcheck: true')
  })
})
