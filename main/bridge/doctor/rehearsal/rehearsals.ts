/**
 * Rehearsals: a client of our own signs in and calls as ChatGPT or Claude would, through the public
 * address, so that what is between the bridge and them shows before they meet it.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { randomPKCECodeVerifier, randomState } from 'openid-client'
import type { z } from 'zod'
import type { rehearsalSchema } from '../../../contract/doctor.ts'
import { BridgeError } from '../../base/errors.ts'
import type { Audit } from '../../oauth/audit.ts'
import type { AuthorizationServer } from '../../oauth/types.ts'
import type { Clock } from '../../base/ports.ts'
import type { ProxyFor } from '../../base/proxies.ts'
import { createAnnouncer } from '../../traffic/announcer.ts'
import type { Endpoints } from '../../tunnel/types.ts'
import { runSteps, stepsAhead } from './run.ts'
import { clientNameAs, type Role, type Scene } from './scene.ts'
import { createVisitorBrowser } from './visitor.ts'
import { createWay } from './way.ts'

export type Rehearsal = z.infer<typeof rehearsalSchema>

export interface RehearsalsDeps {
  clock: Clock
  proxyFor: ProxyFor | undefined
  /** Where the tunnel meets the internet; differs only in tests. */
  endpoints: Partial<Endpoints> | undefined
  port: number
  /** The public one when there is one. */
  origin: () => string
  authorization: Pick<AuthorizationServer, 'approvals' | 'clients'>
  audit: Pick<Audit, 'list'>
  participants: {
    ids(): string[]
    /** Removes one who has never said or received anything. */
    removeUnused(id: string): Promise<void>
  }
}

export interface Rehearsals {
  /** Begins one and gives it as it begins. Throws `rehearsal-running`. */
  start(as: Role): Rehearsal
  /** Newest first. */
  list(): Rehearsal[]
  onChange(listener: () => void): () => void
  /** Ends one that is under way, and cleans up. */
  stop(): Promise<void>
}

const kept = 10
const lookEveryMs = 200
const settledMs = 5_000
const newestEntries = 100
const decisions = ['approval.approved', 'approval.denied', 'approval.cancelled']

/** As the vendors name themselves, behind a name of our own: ladders leave us out. */
const userAgents: Record<Role, string> = {
  chatgpt: 'drawbridge-rehearsal/1 (as openai-mcp)',
  claude: 'drawbridge-rehearsal/1 (as Claude-User)',
}

export function createRehearsals(deps: RehearsalsDeps): Rehearsals {
  const { clock, proxyFor, endpoints, port, authorization, audit, participants } = deps
  const { approvals, clients } = authorization
  const announcer = createAnnouncer()
  const rehearsals: Rehearsal[] = []
  const ending = new AbortController()
  let running: Promise<void> | null = null

  /** What the owner decided about a client nobody knew before. */
  function decisionOn(clientId: string): string | undefined {
    return audit
      .list(newestEntries)
      .find((entry) => entry.clientId === clientId && decisions.includes(entry.kind))?.kind
  }

  /** The owner decides by the number, as for every other client. */
  async function waitForOwner(
    rehearsal: Rehearsal,
    number: string,
    clientId: string,
  ): Promise<void> {
    rehearsal.approval = number
    announcer.changed()
    // It is gone from the list a moment before the decision is written down.
    let goneFor = 0
    try {
      while (decisionOn(clientId) === undefined && goneFor < settledMs) {
        await wait(lookEveryMs, undefined, { signal: ending.signal, ref: false })
        const waits = approvals.list().some((waiting) => waiting.number === number)
        goneFor = waits ? 0 : goneFor + lookEveryMs
      }
    } catch (error) {
      throw new BridgeError('rehearsal-not-approved', {}, { cause: error })
    } finally {
      delete rehearsal.approval
    }
    if (decisionOn(clientId) !== 'approval.approved') {
      throw new BridgeError('rehearsal-not-approved')
    }
  }

  function makeScene(rehearsal: Rehearsal): Scene {
    const { as, origin } = rehearsal
    const way = createWay({
      origin,
      endpoints,
      proxyFor,
      userAgent: userAgents[as],
      signal: ending.signal,
    })
    const before = new Set(participants.ids())
    const known = new Set(clients.list().map(({ clientId }) => clientId))
    const scene: Scene = {
      as,
      origin,
      port,
      way,
      browser: createVisitorBrowser(way),
      waitForOwner: (number) =>
        waitForOwner(rehearsal, number, scene.config?.clientMetadata().client_id ?? ''),
      async cleanUp() {
        const name = clientNameAs(as)
        const made = clients.list().filter((one) => one.name === name && !known.has(one.clientId))
        for (const { clientId, participant } of made) {
          await clients.revoke(clientId)
          if (participant && !before.has(participant)) await participants.removeUnused(participant)
        }
      },
      config: null,
      verifier: randomPKCECodeVerifier(),
      state: randomState(),
      scopes: '',
      pageUrl: null,
      number: '',
      backUrl: null,
      tokens: null,
    }
    return scene
  }

  async function run(rehearsal: Rehearsal): Promise<void> {
    const good = await runSteps(makeScene(rehearsal), rehearsal.steps, announcer.changed)
    rehearsal.state = good ? 'passed' : 'failed'
    running = null
    announcer.changed()
  }

  return {
    start(as) {
      if (running) throw new BridgeError('rehearsal-running')
      const rehearsal: Rehearsal = {
        id: `rehearsal-${randomUUID().slice(0, 8)}`,
        as,
        origin: deps.origin(),
        state: 'running',
        startedAt: new Date(clock.now()).toISOString(),
        steps: stepsAhead(),
      }
      rehearsals.unshift(rehearsal)
      rehearsals.length = Math.min(rehearsals.length, kept)
      running = run(rehearsal)
      return structuredClone(rehearsal)
    },
    list: () => rehearsals.map((rehearsal) => structuredClone(rehearsal)),
    onChange: announcer.onChange,
    async stop() {
      ending.abort()
      await running
    },
  }
}
