/**
 * Setting up clients: what is there, what would be done, doing it, undoing it. Nothing is written
 * before its owner has seen the change, and no secret is ever written into a client's file.
 */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { MethodResult } from '../../contract.ts'
import { BridgeError } from '../base/errors.ts'
import type { Clock } from '../base/ports.ts'
import { clientKinds } from './clients/all.ts'
import { quoted, type ClientKind, type ClientKindId, type Way } from './clients/client-kind.ts'
import { createBackups } from './edit/backups.ts'
import {
  applyEdit,
  changes,
  previewEdit,
  readEntry,
  readIfThere,
  type ConfigEntry,
} from './edit/config-file.ts'
import { undoEdit } from './edit/undo-edit.ts'
import { lookAt, type Look } from './look.ts'
import { routesOf } from './routes.ts'
import type { RunProgram } from './run-program.ts'
import type { Surroundings } from './surroundings.ts'
import { cleanWords, sentences, signedIn, undoneWords, wasApproved, wasLinked } from './words.ts'

export interface ConnectDeps {
  dataDir: string
  surroundings: Surroundings
  run: RunProgram
  clock: Clock
  /** Of the installed app; undefined in a checkout. */
  resourcesDir?: string | undefined
  /** The addresses of now; `link` without its `--as`. */
  way: () => Way
  /** Clients that have signed in, whom open stdio links speak as, and until when closed ones did. */
  seen: () => {
    clients: readonly {
      vendor: string
      name: string
      redirectUris: string[]
      grants: number
      lastUsedAt: string | null
    }[]
    links: readonly LinkProgram[]
    closedLinks: readonly (LinkProgram & { at: string })[]
  }
}

interface LinkProgram {
  participant: string
  program: string | null
}

type Shown = MethodResult<'connect.list'>[number]

export interface Connect {
  list(): Promise<Shown[]>
  guide(id: ClientKindId, route: string): Promise<MethodResult<'connect.guide'>>
  preview(id: ClientKindId, route: string): Promise<MethodResult<'connect.preview'>>
  /** Throws `config-changed` when the file, or what would be written, is not what was previewed. */
  apply(id: ClientKindId, route: string, token: string): Promise<MethodResult<'connect.apply'>>
  undo(id: ClientKindId, force: boolean): Promise<MethodResult<'connect.undo'>>
}

/** As of when the texts of the clients' screens are known. */
const textsAsOf = 'November 2026'

export function createConnect(deps: ConnectDeps): Connect {
  const { surroundings, run } = deps
  const backups = createBackups(deps)

  const wayOf = (kind: ClientKind): Way => {
    const way = deps.way()
    const args = kind.speaksAs === null ? [] : ['--as', kind.speaksAs]
    return { ...way, link: { ...way.link, args: [...way.link.args, ...args] } }
  }
  const find = (id: ClientKindId): ClientKind => {
    const kind = clientKinds.find((known) => known.id === id)
    if (!kind) throw new BridgeError('connect-route-unavailable', { client: id, route: 'any' })
    return kind
  }

  async function shippedBundle(): Promise<string | undefined> {
    if (deps.resourcesDir === undefined) return undefined
    const path = join(deps.resourcesDir, 'drawbridge.mcpb')
    return (await surroundings.exists(path)) ? path : undefined
  }

  async function show(kind: ClientKind): Promise<Shown> {
    const look = await lookAt(kind, wayOf(kind), surroundings)
    const { clients, links, closedLinks } = deps.seen()
    // Approved is not connected: it is once it has made a call with its token.
    const approved = clients.filter((client) => client.grants > 0 && kind.recognises(client))
    const mine = approved.filter(({ lastUsedAt }) => lastUsedAt !== null)
    const linked = links.some((link) => isOf(kind, link))
    const left = closedLinks.filter((link) => isOf(kind, link))
    const seenAt =
      [...mine.map(({ lastUsedAt }) => lastUsedAt), ...left.map(({ at }) => at)]
        .flatMap((at) => at ?? [])
        .toSorted()
        .at(-1) ?? null
    const now = mine.length > 0 || linked
    const connected = now || left.length > 0
    const awaited = approved.length > 0 && !connected
    const state = awaited ? 'set-up' : stateOf(look, connected)
    const routes = routesOf(kind, look, wayOf(kind), {
      platform: surroundings.platform,
      bundle: await shippedBundle(),
    })
    const detailOf = (): string => {
      if (awaited) return wasApproved(kind.name)
      if (left.length > 0 && !now) return wasLinked(kind.name)
      const cutOff = look.installed === 'web' && !routes.some(({ available }) => available)
      return state === 'connected' && cutOff ? signedIn(kind.name) : sentences[state](kind.name)
    }
    return {
      id: kind.id,
      name: kind.name,
      installed: look.installed,
      state,
      detail: detailOf(),
      seenAt,
      routes,
      canUndo: (await backups.newest(kind.id)) !== undefined,
      problem: problemOf(look.problem ?? look.rejected),
    }
  }

  async function entryOf(kind: ClientKind): Promise<ConfigEntry> {
    const [file] = (await kind.config?.files(surroundings)) ?? []
    if (!kind.config || file === undefined) throw unavailable(kind, 'config')
    return { file, ...kind.config }
  }

  async function commandOf(kind: ClientKind): Promise<[string, ...string[]]> {
    const program = kind.command && (await surroundings.which(kind.command.program))
    if (!kind.command || program === undefined) throw unavailable(kind, 'command')
    return [program, ...kind.command.add(wayOf(kind))]
  }

  async function preview(id: ClientKindId, route: string) {
    const kind = find(id)
    const common = { client: id, route }
    if (route === 'command') {
      const command = await commandOf(kind)
      const afterwards = kind.command?.afterwards ?? null
      return {
        ...common,
        file: null,
        diff: '',
        creates: false,
        cleans: null,
        command,
        token: tokenOf(command),
        afterwards,
      }
    }
    if (route !== 'config' || !kind.config) throw unavailable(kind, route)
    const { file, diff, creates, rejected, token } = await previewEdit(
      await entryOf(kind),
      kind.config.entry(wayOf(kind)),
    )
    return {
      ...common,
      file,
      diff,
      creates,
      cleans: rejected === null ? null : cleanWords(kind.name, rejected),
      command: null,
      token,
      afterwards: kind.config.afterwards,
    }
  }

  return {
    list: () => Promise.all(clientKinds.map(show)),
    async guide(id, route) {
      const kind = find(id)
      const way = wayOf(kind)
      const link = route === 'link' ? (kind.deepLink?.(way) ?? null) : null
      return { client: id, route, link, steps: kind.steps(way), asOf: textsAsOf }
    },
    preview,
    async apply(id, route, token) {
      const kind = find(id)
      if (route === 'command') {
        const command = await commandOf(kind)
        const [program, ...args] = command
        if (tokenOf(command) !== token) throw new BridgeError('config-changed', { file: program })
        // An entry of before would make it refuse to add one.
        const entry = kind.config && (await entryOf(kind))
        const before = entry && (await readIfThere(entry.file))
        const kept = (after: Buffer | undefined) =>
          entry ? backups.keep(id, { file: entry.file, before, after, entry: ours }) : null
        const ours = kind.config?.entry(wayOf(kind))
        // The program may write the whole file anew: what was in it is kept before it is asked.
        await kept(before)
        await run(program, kind.command?.remove ?? []).catch(() => {})
        await run(program, args)
        const backup = await kept(entry && (await readIfThere(entry.file)))
        return { file: null, backup, detail: `${kind.name} has added it itself.` }
      }
      if (route !== 'config' || !kind.config) throw unavailable(kind, route)
      const entry = await entryOf(kind)
      const value = kind.config.entry(wayOf(kind))
      const edit = await previewEdit(entry, value)
      if (edit.token !== token) throw new BridgeError('config-changed', { file: edit.file })
      const backup = changes(edit) ? await backups.keep(id, { ...edit, entry: value }) : null
      await applyEdit(entry, value, token)
      const detail = changes(edit) ? `Written to ${edit.file}.` : 'It was there already.'
      return { file: edit.file, backup, detail }
    },
    async undo(id, force) {
      const kind = find(id)
      const record = await backups.newest(id)
      if (!record && kind.command) {
        const { command } = kind
        const program = command && (await surroundings.which(command.program))
        const none =
          kind.config !== undefined && (await readEntry(await entryOf(kind))) === undefined
        if (none) throw new BridgeError('config-nothing-to-undo', { client: kind.name })
        if (command && program !== undefined) {
          await run(program, command.remove)
          return { file: null, detail: `${kind.name} has removed it itself.` }
        }
      }
      if (!record || !kind.config) {
        throw new BridgeError('config-nothing-to-undo', { client: kind.name })
      }
      const undone = await undoEdit({ record, force, ...kind.config })
      await backups.forget(id)
      return { file: record.file, detail: undoneWords[undone](record.file) }
    },
  }
}

/** Several programs may speak as one participant; a link says which one it is when it begins. */
const isOf = ({ speaksAs, linkName }: ClientKind, { participant, program }: LinkProgram): boolean =>
  speaksAs !== null &&
  participant === speaksAs &&
  (linkName === undefined || (program !== null && linkName.test(program)))

function stateOf({ entry, installed, rejected }: Look, connected: boolean): Shown['state'] {
  if (connected) return 'connected'
  if (entry === 'unreadable' || rejected) return 'unreadable'
  if (entry === 'right') return 'set-up'
  if (entry === 'stale') return 'stale'
  return installed === 'unknown' ? 'unknown' : 'not-set-up'
}

const unavailable = ({ name }: ClientKind, route: string) =>
  new BridgeError('connect-route-unavailable', { client: name, route })

const problemOf = (error: BridgeError | undefined): Shown['problem'] =>
  error
    ? {
        code: error.code,
        sentence: error.message,
        side: error.side,
        action: error.next,
        link: null,
      }
    : null

const tokenOf = (command: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(command)).digest('base64url')

/** The command as a person would type it. */
export const commandLine = (command: readonly string[]): string => command.map(quoted).join(' ')
