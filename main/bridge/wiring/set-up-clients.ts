/** Setting up clients as a part of the bridge: what it has to know of addresses, sign-ins and links. */
import { homedir } from 'node:os'
import { createConnect, type Connect } from '../connect/connect.ts'
import { runProgram } from '../connect/run-program.ts'
import { createSurroundings } from '../connect/surroundings.ts'
import type { LocalLinks } from '../mcp/link/local-link.ts'
import type { AuthorizationServer } from '../oauth/types.ts'
import type { Origins } from '../address/origins.ts'
import type { Clock } from '../base/ports.ts'

export interface SetUpClientsDeps {
  dataDir: string
  linkCommand: { command: string; args: string[]; env?: Record<string, string> }
  origins: Pick<Origins, 'mcpUrl' | 'localMcpUrl'>
  clients: Pick<AuthorizationServer['clients'], 'list'>
  links: Pick<LocalLinks, 'programs' | 'closed'>
  env: NodeJS.ProcessEnv
  clock: Clock
  /** Of the installed app; undefined in a checkout. */
  resourcesDir: string | undefined
}

export interface SetUpClients {
  connect: Connect
  onChange: (listener: () => void) => () => void
  changed: () => void
}

export function createSetUpClients(deps: SetUpClientsDeps): SetUpClients {
  const { dataDir, linkCommand, origins, clients, links, env, clock, resourcesDir } = deps
  const listeners = new Set<() => void>()
  const home = env['HOME'] ?? env['USERPROFILE'] ?? homedir()
  const connect = createConnect({
    dataDir,
    clock,
    resourcesDir,
    run: runProgram,
    surroundings: createSurroundings({ platform: process.platform, env, home }),
    way: () => {
      const publicUrl = origins.mcpUrl()
      return {
        publicUrl: publicUrl.startsWith('https:') ? publicUrl : null,
        localUrl: origins.localMcpUrl,
        link: linkCommand,
      }
    },
    seen: () => ({
      clients: clients.list(),
      links: links.programs(),
      closedLinks: links.closed(),
    }),
  })
  return {
    connect,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    changed() {
      for (const listener of listeners) listener()
    },
  }
}
