/** `drawbridge connect`: which clients there are, and setting one up after showing what will change. */
import type { MethodResult } from '../contract.ts'
import { connectClientId } from '../contract/connect.ts'
import { commandLine } from '../bridge/connect/connect.ts'
import type { CommandContext } from './context.ts'
import type { LocalClient } from './local-client.ts'
import { table } from './table.ts'
import { createTerminal, type Terminal } from './terminal.ts'
import { UsageError } from './usage.ts'
import { wrongUse } from './help.ts'

export interface ConnectOptions {
  route?: string | undefined
  undo: boolean
  force: boolean
  'dry-run': boolean
  yes: boolean
}

/** Only a client in the cloud is without any way, and only while it has no address to come by. */
const needsAddress =
  'needs a public address, and there is none yet: start the bridge with --tunnel quick or --public-url'

type Client = MethodResult<'connect.list'>[number]
type Guide = MethodResult<'connect.guide'>
type Preview = MethodResult<'connect.preview'>

export function connect(
  context: CommandContext,
  [name, ...rest]: string[],
  options: ConnectOptions,
  terminal: Terminal = createTerminal(),
): Promise<void> {
  if (rest.length > 0) throw wrongUse('connect')
  return context
    .withBridgeOrNone(async (bridge) => {
      const clients = await bridge.invoke('connect.list', {})
      if (name === undefined) return context.print(clients, listWords)
      const id = connectClientId.safeParse(name)
      const client = clients.find((known) => known.id === id.data)
      if (!client) {
        throw new UsageError(
          `There is no client "${name}". There are: ${clients.map((known) => known.id).join(', ')}`,
        )
      }
      await (options.undo
        ? undo(context, bridge, client, options.force)
        : setUp(context, bridge, client, options, terminal))
    })
    .finally(() => terminal.close())
}

async function undo(
  { print }: CommandContext,
  bridge: LocalClient,
  { id }: Client,
  force: boolean,
): Promise<void> {
  print(await bridge.invoke('connect.undo', { client: id, force }), ({ detail }) => detail)
}

async function setUp(
  { print, json }: CommandContext,
  bridge: LocalClient,
  client: Client,
  options: ConnectOptions,
  terminal: Terminal,
): Promise<void> {
  const route = client.routes.find((known) =>
    options.route === undefined ? known.recommended : known.id === options.route,
  )
  if (!route) {
    if (options.route === undefined) throw new UsageError(`${client.name} ${needsAddress}`)
    const ways = client.routes.map(({ id }) => id).join(', ')
    throw new UsageError(`${client.name} has these ways: ${ways}`)
  }
  const target = { client: client.id, route: route.id }
  if (route.kind !== 'config' && route.kind !== 'command') {
    const guide = await bridge.invoke('connect.guide', target)
    // Without a route of their own choice people are told why none of the quicker ones is there.
    const missing = options.route === undefined ? quickerButMissing(client) : []
    return print({ ...guide, missing }, guideWords)
  }
  const preview = await bridge.invoke('connect.preview', target)
  if (options['dry-run']) return print(preview, previewWords)
  if (!options.yes) {
    // A program that wants it done says so; nobody is there to ask.
    if (json || !terminal.interactive) throw new UsageError('Say --yes to do it, or --dry-run')
    terminal.say(previewWords(preview))
    const answer = await terminal.ask('Do it? [y/N] ')
    if (!/^y(es)?$/i.test(answer.trim()))
      return print({ done: false }, () => 'Nothing was changed.')
  }
  const done = await bridge.invoke('connect.apply', { ...target, token: preview.token })
  print({ ...done, afterwards: preview.afterwards }, ({ detail, backup, afterwards }) => [
    detail,
    ...(backup === null ? [] : [`The file as it was: ${backup}`]),
    ...(afterwards === null ? [] : [afterwards]),
  ])
}

const listWords = (clients: Client[]): string[] => [
  ...table(
    clients.map(({ id, detail, routes }) => {
      const best = routes.find(({ recommended }) => recommended)
      return [id, detail, best ? best.title : 'Needs a public address']
    }),
  ),
  '',
  'Set one up: drawbridge connect CLIENT',
]

/** Why the ways before the recommended one are not there, each reason once. */
const quickerButMissing = ({ routes }: Client): string[] => [
  ...new Set(
    routes
      .slice(
        0,
        routes.findIndex(({ recommended }) => recommended),
      )
      .map(({ detail }) => detail),
  ),
]

function guideWords({ missing, link, steps, asOf }: Guide & { missing: string[] }): string[] {
  const lines = steps.flatMap(({ text, open, copy }, index) => [
    `${index + 1}. ${text}`,
    ...(open ? [`   ${open.url}`] : []),
    ...copy.flatMap(({ label, value }) => [
      `   ${label}:`,
      ...value.split('\n').map((l) => `     ${l}`),
    ]),
  ])
  const why = missing.length > 0 ? [...missing, ''] : []
  return link === null
    ? [...why, ...lines, '', `Texts of its screens as of ${asOf}.`]
    : [...why, 'Open this address; it fills everything in:', '', link, '', 'Or by hand:', ...lines]
}

const previewWords = ({ file, diff, creates, cleans, command }: Preview): string[] =>
  command
    ? ['This command will be run:', '', `  ${commandLine(command)}`]
    : diff === '' && cleans === null
      ? [`${file} has the entry already.`]
      : [
          creates ? `${file} will be made:` : `${file} will be changed:`,
          ...(cleans === null ? [] : [cleans]),
          '',
          ...diff.split('\n'),
        ]
