/** Commands about who may connect: approvals, clients, participants. */
import { BridgeError } from '../bridge/base/errors.ts'
import type { Approval, Client, MethodResult, Status } from '../contract.ts'
import type { CommandName } from './command-table.ts'
import type { CommandContext } from './context.ts'
import { printable } from '../host/printable.ts'
import { heardClient, heardParticipant } from '../contract/who-listens.ts'
import { listeningWords } from './listening.ts'
import { ago, table } from './table.ts'
import { UsageError } from './usage.ts'
import { doorWords } from './wake-words.ts'
import { wrongUse } from './help.ts'

export const approvals = ({ withBridge, print }: CommandContext) =>
  withBridge(async (bridge) => {
    print(await bridge.invoke('approvals.list', {}), (waiting) =>
      waiting.length === 0
        ? 'Nobody is waiting for your approval.'
        : waiting.flatMap((approval) => [
            `${approval.number}  ${describe(approval)}`,
            `      goes back to ${printable(approval.redirectHost)} · asks for ${approval.scopes.join(', ')}`,
            `      reads ${readsWords[approval.reads]}`,
            `      approve: drawbridge approve ${approval.number} --as ${approval.suggestedParticipant}`,
          ]),
    )
  })

/** What was verified, and what was not: see the approval page. */
const describe = ({ clientName, verifiedHost, comesBackHere }: Approval): string =>
  verifiedHost && !comesBackHere
    ? `${printable(clientName)} (verified: its id is an address of ${verifiedHost})`
    : verifiedHost
      ? `${printable(clientName)} (not verified: any program here can use the id of ${verifiedHost}; approve only what you started)`
      : `says it is "${printable(clientName)}" (not verified)`

const readsWords: Record<Client['reads'], string> = {
  whole: 'the whole conversation',
  own: 'only its own conversation',
}

const readsFrom = (word: string | undefined): Client['reads'] | undefined => {
  if (word === undefined || word === 'whole' || word === 'own') return word
  throw new UsageError(`What a client reads is "whole" or "own", not "${word}".`)
}

export const approve = (
  { withBridge, print }: CommandContext,
  args: string[],
  options: { as?: string | undefined; reads?: string | undefined } = {},
) => {
  const number = numberFrom(args, 'approve')
  const { as: participant } = options
  const reads = readsFrom(options.reads)
  return withBridge(async (bridge) => {
    print(
      await bridge.invoke('approvals.approve', { number, participant, reads }),
      ({ clientName, participant }) =>
        `Approved. ${printable(clientName)} speaks as ${participant}.`,
    )
  })
}

export const deny = ({ withBridge, print }: CommandContext, args: string[], others = false) => {
  const number = numberFrom(args, 'deny')
  return withBridge(async (bridge) => {
    print(await bridge.invoke('approvals.deny', { number, others }), ({ clientName }) => [
      `Denied. ${printable(clientName)} is told that you said no.`,
      ...(others
        ? [
            'Others like it are refused for ten minutes. To sign in yourself meanwhile, begin now,',
            'and type the eight digits your page shows: drawbridge admit DIGITS',
          ]
        : []),
    ])
  })
}

export const admit = ({ withBridge, print }: CommandContext, args: string[]) => {
  const pass = numberFrom(args, 'admit')
  if (pass.length !== 8) throw new UsageError('Type all eight digits that your page shows.')
  return withBridge(async (bridge) => {
    print(await bridge.invoke('approvals.admit', { pass }), () => [
      'Only that one is let through. Its page shows the number to approve in a few seconds.',
    ])
  })
}

/** The number as people copy it: "4821", "48 21". */
function numberFrom(args: string[], command: CommandName): string {
  const number = args.join('').replaceAll(/\s/g, '')
  if (!/^\d{1,12}$/.test(number)) throw wrongUse(command)
  return number
}

export const clients = ({ withBridge, print }: CommandContext) =>
  withBridge(async (bridge) => {
    const { presence, links } = await bridge.invoke('status.get', {})
    const wakeable = await bridge.invoke('wake.list', {})
    const { sentence, subscriptions } = await bridge.invoke('events.list', {})
    const mayAsk = ({ clientId, participant, vendor }: Client) =>
      participant !== null &&
      vendor === 'chatgpt' &&
      !subscriptions.some((one) => one.clientId === clientId)
    print(await bridge.invoke('clients.list', {}), (list) =>
      list.length === 0
        ? 'No client has signed in yet. Programs linked on this computer need not: drawbridge link'
        : [
            table(
              list.map((client) => [
                printable(client.name),
                speaksAs(client),
                client.participant === null ? '' : `reads ${readsWords[client.reads]}`,
                howItCame[client.registeredBy],
                lastHeard(client, presence),
                wokenWords(client, wakeable),
                client.clientId,
              ]),
            ),
            ...list.flatMap(({ name, reconnect }) =>
              reconnect === null ? [] : `Connect ${printable(name)} again: ${printable(reconnect)}`,
            ),
            ...(list.some(mayAsk)
              ? ['ChatGPT is woken by letters once you say in a chat:', `  ${sentence}`]
              : []),
            ...(links.length > 0 ? ['Programs linked on this computer: drawbridge link'] : []),
          ].flat(),
    )
  })

/** How whom it speaks as is woken, in the order in which it is tried. */
function wokenWords({ participant }: Client, wakeable: MethodResult<'wake.list'>): string {
  if (participant === null) return ''
  const doors = wakeable.find((one) => one.participant === participant)?.doors ?? []
  if (doors.length === 0) return 'not woken'
  return `woken ${doors.map((door) => doorWords[door]).join(', then ')}`
}

/** One that has called no tool yet may have used its tokens all the same. */
function lastHeard({ clientId, lastUsedAt }: Client, presence: Status['presence']): string {
  const heard = heardClient(presence, clientId)
  return heard ? listeningWords(heard, Date.now()) : `last used ${ago(lastUsedAt, Date.now())}`
}

/** How the bridge knows who it is, or that it does not. */
const howItCame: Record<Client['registeredBy'], string> = {
  known: 'a vendor Drawbridge knows',
  cimd: 'verified by its address',
  registered: 'registered by itself',
  manual: 'added by you',
}

function speaksAs({ participant, participants }: Client): string {
  if (participant === null) return 'not approved'
  return `speaks as ${participants.length > 1 ? participants.join(', ') : participant}`
}

export const addClient = (
  { withBridge, print }: CommandContext,
  request: { name: string; redirectUris: string[]; secret: boolean },
) =>
  withBridge(async (bridge) => {
    print(
      await bridge.invoke('clients.add', request),
      ({ client, clientSecret, warnings = [] }) => [
        `Client id:     ${client.clientId}`,
        ...(clientSecret
          ? [`Client secret: ${clientSecret}`, 'The secret is shown this once; keep it safe.']
          : ['No secret: choose "none" or "public client" where you are asked for a method.']),
        `Goes back to:  ${client.redirectUris.join('\n               ')}`,
        ...(request.redirectUris.length === 0
          ? ['If the client shows another callback address, add it again with --redirect-uri.']
          : []),
        ...warnings.map((warning) => `Note:          ${printable(warning)}`),
      ],
    )
  })

/** How much of the conversation a client reads from its next request on. */
export const setReads = ({ withBridge, print }: CommandContext, args: string[]) => {
  const [client, word] = args
  const reads = readsFrom(word)
  if (args.length !== 2 || client === undefined || reads === undefined) throw wrongUse('client')
  return withBridge(async (bridge) => {
    print(
      await bridge.invoke('clients.setReads', { client, reads }),
      ({ name }) => `${printable(name)} reads ${readsWords[reads]} from its next request on.`,
    )
  })
}

export const revoke = ({ withBridge, print }: CommandContext, args: string[], all: boolean) => {
  const [client] = args
  if (args.length !== 1 || client === undefined) throw wrongUse('revoke')
  return withBridge(async (bridge) => {
    if (all) {
      const named = (await bridge.invoke('clients.list', {})).filter(
        ({ name }) => name.toLowerCase() === client.toLowerCase(),
      )
      if (named.length === 0) throw new BridgeError('unknown-client', { client })
      const ended: Client[] = []
      for (const { clientId } of named) {
        ended.push(await bridge.invoke('clients.revoke', { client: clientId }))
      }
      return print(ended, (list) =>
        list.map(
          ({ name, clientId }) => `${printable(name)} (${clientId}) has no access any more.`,
        ),
      )
    }
    print(await bridge.invoke('clients.revoke', { client }), ({ name, clientId }) => [
      `${printable(name)} has no access any more.`,
      `What it has received until now: drawbridge seen --by ${clientId}`,
    ])
  })
}

export const participants = ({ withBridge, print }: CommandContext) =>
  withBridge(async (bridge) => {
    const { presence } = await bridge.invoke('status.get', {})
    print(await bridge.invoke('participants.list', {}), (list) =>
      table(
        list.map(({ id, name }) => [
          id,
          printable(name),
          // The owner reads in the panel, which is no calling.
          id === 'owner' ? '' : listeningWords(heardParticipant(presence, id), Date.now()),
        ]),
      ),
    )
  })
