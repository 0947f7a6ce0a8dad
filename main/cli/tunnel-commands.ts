/** Commands about the public address. Tokens are read from stdin: an argument could be read by others. */
import { spawn } from 'node:child_process'
import { plainFetch } from '../bridge/base/plain-fetch.ts'
import type { MethodResult } from '../contract.ts'
import { BridgeError } from '../bridge/base/errors.ts'
import { silentLog } from '../bridge/base/ports.ts'
import { downloadCloudflared } from '../bridge/tunnel/download-cloudflared.ts'
import { fetchedPath } from '../bridge/tunnel/find-cloudflared.ts'
import { pinnedRelease } from '../bridge/tunnel/release.ts'
import { localTime } from '../bridge/base/local-time.ts'
import { useProxies } from '../host/use-proxies.ts'
import type { CommandContext } from './context.ts'
import { table } from './table.ts'
import { secretFromInput } from './terminal.ts'
import { wrongUse } from './help.ts'

type TunnelStatus = MethodResult<'tunnel.status'>

export function tunnel(
  context: CommandContext,
  [action = 'status', ...rest]: string[],
  hostname: string | undefined,
): Promise<void> {
  if (rest.length > 0) throw wrongUse('tunnel')
  const { withBridge, print } = context
  switch (action) {
    case 'status':
      return withBridge(async (bridge) => print(await bridge.invoke('tunnel.status', {}), words))
    case 'restart':
      return withBridge(async (bridge) => print(await bridge.invoke('tunnel.restart', {}), words))
    case 'fetch':
      return fetchProgram(context)
    case 'setup': {
      if (hostname === undefined) throw wrongUse('tunnel')
      return withBridge(async (bridge) => {
        const token = await secretFromInput('Connector token, or API token (not shown): ')
        print(await bridge.invoke('tunnel.setup', { hostname, token }), words)
      })
    }
    case 'remove':
      return withBridge(async (bridge) => {
        const apiToken = await secretFromInput(
          'API token to remove it at Cloudflare too (empty to only forget it here): ',
        )
        const params = apiToken === '' ? {} : { apiToken }
        print(await bridge.invoke('tunnel.remove', params), words)
      })
    default:
      throw wrongUse('tunnel')
  }
}

/** All that is known, the sentence first. */
function words(status: TunnelStatus): string[] {
  const { detail, mode, state, since, publicUrl, stability, lastProbe, lastError, cloudflared } =
    status
  return [
    detail,
    '',
    ...table([
      ['Kind', mode],
      ['State', `${state} since ${localTime(since)}`],
      ['Address', publicUrl ?? 'none'],
      // Without a tunnel the sentence above says it already.
      ...(stability === detail ? [] : [['How long it lasts', stability]]),
      ...(lastProbe ? [['Last check', `${localTime(lastProbe.at)}: ${lastProbe.detail}`]] : []),
      ...(lastError ? [['Last trouble', `${lastError.cause} (${lastError.code})`]] : []),
      ...(cloudflared ? [['cloudflared', programWords(cloudflared)]] : []),
    ]),
  ]
}

const programWords = ({ version, path, pid }: NonNullable<TunnelStatus['cloudflared']>): string =>
  `${version}, ${path}${pid === null ? ', not running' : `, process ${pid}`}`

/** Fetches the pinned cloudflared into the data folder, then lets a running bridge try again. */
async function fetchProgram({ dataDir, withBridge, print, json }: CommandContext): Promise<void> {
  const { platform, arch } = process
  // No bridge need be running, which would have decided it.
  useProxies(process.env, silentLog)
  let shown = -1
  const fetched = await downloadCloudflared({
    to: fetchedPath(dataDir, pinnedRelease.version, platform),
    platform,
    arch,
    fetch: plainFetch,
    spawn,
    onProgress({ receivedBytes, totalBytes }) {
      const tenth = totalBytes === null ? -1 : Math.floor((receivedBytes / totalBytes) * 10)
      if (json || tenth === shown) return
      shown = tenth
      process.stderr.write(`Fetching cloudflared ${pinnedRelease.version}: ${tenth * 10} %\n`)
    },
  })
  print(fetched, ({ path, version }) => `cloudflared ${version} is at ${path}.`)
  try {
    await withBridge((bridge) => bridge.invoke('tunnel.restart', {}))
  } catch (error) {
    if (!(error instanceof BridgeError) || error.code !== 'bridge-not-running') throw error
  }
}
