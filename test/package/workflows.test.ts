/** The release workflow and its neighbours: what they run exists, and what they trust is pinned. */
import { execFile } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { root } from './staged-app.ts'

const textOf = (path: string): string => readFileSync(join(root, path), 'utf8')
const workflows = globSync('.github/workflows/*.yml', { cwd: root }).sort()
const actionsIn = (text: string): string[] =>
  [...text.matchAll(/^\s*(?:- )?uses: (.*)$/gm)].map(([, action = '']) => action)

/** A job of a workflow, from its name to the next. */
const jobIn = (text: string, name: string): string =>
  new RegExp(`^  ${name}:\\n(?:    .*\\n|\\n)*`, 'm').exec(text)?.[0] ?? ''

describe.each(workflows)('%s', (path) => {
  const text = textOf(path)

  it('names each action by a full commit, with its version beside it', () => {
    expect(actionsIn(text).length).toBeGreaterThan(0)
    for (const action of actionsIn(text)) {
      expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
    }
  })

  it('may only read, unless a job says otherwise', () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read\n/m)
    expect(text).not.toMatch(/write-all|pull_request_target/)
  })

  it('leaves no credentials behind in the checkout', () => {
    const checkouts = text.match(/actions\/checkout@/g)?.length ?? 0
    expect(text.match(/persist-credentials: false/g)?.length).toBe(checkouts)
  })

  it('runs only what is there', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }
    for (const [, script = ''] of text.matchAll(/node (scripts\/[\w-]+\.mjs)/g)) {
      expect(existsSync(join(root, script)), script).toBe(true)
    }
    for (const [, name = '', after = ''] of text.matchAll(/npm run ([\w:-]+)(.*)$/gm)) {
      if (!after.includes('--if-present')) expect(scripts, name).toHaveProperty(name)
    }
  })

  it('puts no secret and no text of a stranger into a command', () => {
    const commands = [...text.matchAll(/^ *(?:- )?run:(?: .*|\s*\n(?: {10,}.*\n)+)/gm)].map(String)
    expect(commands.length).toBeGreaterThan(0)
    for (const command of commands) expect(command).not.toMatch(/\$\{\{ *(secrets|github)\./)
  })
})

it('pins each action to one commit everywhere', () => {
  const all = [...new Set(workflows.flatMap((path) => actionsIn(textOf(path))))]
  const names = all.map((action) => action.split('@')[0])
  expect(names.length).toBe(new Set(names).size)
})

describe('a release', () => {
  const text = textOf('.github/workflows/release.yml')

  it('is packed only after everything passed, and drafted only after it was packed', () => {
    expect(jobIn(text, 'check')).toContain('.ci/run')
    expect(jobIn(text, 'package')).toContain('needs: check')
    expect(jobIn(text, 'draft')).toContain('needs: package')
  })

  it('brings the pinned cloudflared and keychain add-on before it packs', () => {
    const job = jobIn(text, 'package')
    const order = ['fetch-cloudflared.mjs', 'fetch-keychain.mjs', 'npm run package'].map((step) =>
      job.indexOf(step),
    )
    expect(order).toEqual(order.toSorted((one, other) => one - other))
    expect(order[0]).toBeGreaterThan(0)
  })

  it('stays a draft, and only the job that makes it may write', () => {
    expect(text.match(/gh release create .*--draft/g)).toHaveLength(1)
    expect(text.match(/: write$/gm)).toHaveLength(3)
    expect(jobIn(text, 'draft').match(/: write$/gm)).toHaveLength(3)
  })
})

it('looks for updates of packages and of the pinned actions', () => {
  const ecosystems = [...textOf('.github/dependabot.yml').matchAll(/package-ecosystem: ([\w-]+)/g)]
  expect(ecosystems.map(([, name]) => name)).toEqual(['npm', 'github-actions'])
})

it('lists what the app is made of, cloudflared and its sums included', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'drawbridge-sbom-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'drawbridge.cdx.json')
  await promisify(execFile)(process.execPath, [join(root, 'scripts', 'sbom.mjs'), file])
  const bill = JSON.parse(readFileSync(file, 'utf8')) as {
    bomFormat: string
    components: { name: string; version: string; hashes?: { content: string }[] }[]
  }
  expect(bill.bomFormat).toBe('CycloneDX')
  const names = new Set(bill.components.map(({ name }) => name))
  for (const name of ['electron', 'oidc-provider', '@napi-rs/keyring'])
    expect(names).toContain(name)
  const pinned = JSON.parse(textOf('main/bridge/tunnel/cloudflared-release.json')) as {
    assets: Record<string, { sha256: string }>
  }
  const sums = bill.components
    .filter(({ name }) => name === 'cloudflared')
    .flatMap(({ hashes = [] }) => hashes.map(({ content }) => content))
  expect(sums).toEqual(Object.values(pinned.assets).map(({ sha256 }) => sha256))
})
