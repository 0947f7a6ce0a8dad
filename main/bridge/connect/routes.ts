/** The ways to set up one client, the best one first recommended. */
import type { MethodResult } from '../../contract.ts'
import type { ClientKind, Way } from './clients/client-kind.ts'
import type { Look } from './look.ts'
import type { Surroundings } from './surroundings.ts'

export type Route = MethodResult<'connect.list'>[number]['routes'][number]

const needsAddress =
  'It needs a public address, and there is none yet: choose one under “Your address”.'

/** `bundle` is the file the installed app brings along; undefined where there is none. */
export function routesOf(
  kind: ClientKind,
  look: Look,
  way: Way,
  { platform, bundle }: { platform: Surroundings['platform']; bundle: string | undefined },
): Route[] {
  const routes: Omit<Route, 'recommended'>[] = []
  const missing = look.installed === 'no' ? `${kind.name} was not found on this computer.` : null
  const cloud = kind.speaksAs === null && kind.id !== 'other'
  if (kind.config && look.file !== undefined) {
    routes.push({
      id: 'config',
      kind: 'config',
      title: 'Write its settings',
      detail:
        look.problem?.message ??
        missing ??
        `Adds one entry to ${look.file}, after you have seen it.`,
      available: look.problem === undefined && missing === null,
    })
  }
  // Second: some commands write the whole file anew, and its comments are gone.
  if (kind.command) {
    const { program } = kind.command
    routes.push({
      id: 'command',
      kind: 'command',
      title: `Let ${kind.name} add it`,
      detail: look.program ? `Runs \`${program} mcp add\`.` : `\`${program}\` was not found.`,
      available: look.program !== undefined,
    })
  }
  if (kind.deepLink) {
    const link = kind.deepLink(way)
    routes.push({
      id: 'link',
      kind: 'link',
      title: `Open ${kind.name}`,
      detail:
        link === null ? needsAddress : (missing ?? 'Opens it with name and address filled in.'),
      available: link !== null && missing === null,
    })
  }
  if (kind.id === 'claude-desktop') {
    const installs = platform === 'darwin' || platform === 'win32'
    routes.push({
      id: 'bundle',
      kind: 'bundle',
      title: 'Install the bundle',
      detail: installs
        ? (missing ?? `Double-click ${bundle ?? 'drawbridge.mcpb from the release page'}.`)
        : 'Claude Desktop takes bundles on macOS and Windows only.',
      available: installs && missing === null,
    })
  }
  routes.push({
    id: 'steps',
    kind: 'steps',
    title: 'By hand',
    detail: cloud && way.publicUrl === null ? needsAddress : 'Step by step, with texts to copy.',
    available: !cloud || way.publicUrl !== null,
  })
  const best = routes.find(({ available }) => available)?.id
  return routes.map((route) => ({ ...route, recommended: route.id === best }))
}
