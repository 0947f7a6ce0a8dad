/** The ways to set up one client, the best one first recommended. */
import type { MethodResult } from '../../contract.ts'
import type { ClientKind, Way } from './clients/client-kind.ts'
import type { Look } from './look.ts'

export type Route = MethodResult<'connect.list'>[number]['routes'][number]

const needsAddress =
  'It needs a public address, and there is none yet: choose one under “Your address”.'

export function routesOf(kind: ClientKind, look: Look, way: Way): Route[] {
  const routes: Omit<Route, 'recommended'>[] = []
  const cloud = kind.speaksAs === null && kind.id !== 'other'
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
  if (kind.config && look.file !== undefined) {
    routes.push({
      id: 'config',
      kind: 'config',
      title: 'Write its settings',
      detail: look.problem?.message ?? `Adds one entry to ${look.file}, after you have seen it.`,
      available: look.problem === undefined && look.installed !== 'no',
    })
  }
  if (kind.deepLink) {
    const link = kind.deepLink(way)
    routes.push({
      id: 'link',
      kind: 'link',
      title: `Open ${kind.name}`,
      detail: link === null ? needsAddress : 'Opens it with name and address filled in.',
      available: link !== null && look.installed !== 'no',
    })
  }
  if (kind.id === 'claude-desktop') {
    routes.push({
      id: 'bundle',
      kind: 'bundle',
      title: 'Install the bundle',
      detail: 'Double-click drawbridge.mcpb from the release page; macOS and Windows.',
      available: true,
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
