/**
 * What can be asked while no bridge runs: what an error text or a recording means, how this computer
 * is, and what setting up a client would change. These are asked most when the bridge does not start.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { askProgram } from '../bridge/base/ask-program.ts'
import { BridgeError } from '../bridge/base/errors.ts'
import { plainFetch } from '../bridge/base/plain-fetch.ts'
import { silentLog, systemClock } from '../bridge/base/ports.ts'
import { createConnect } from '../bridge/connect/connect.ts'
import { runProgram } from '../bridge/connect/run-program.ts'
import { createSurroundings } from '../bridge/connect/surroundings.ts'
import { doctorExplainHandlers } from '../bridge/control/doctor-explain-methods.ts'
import { createClockCheck } from '../bridge/doctor/system/clock.ts'
import { sleepSetting } from '../bridge/doctor/system/sleep.ts'
import { checkSystem } from '../bridge/doctor/system/system.ts'
import { openSettings } from '../bridge/settings/settings.ts'
import { settingsSchema } from '../contract/settings-schema.ts'
import { useProxies } from '../host/use-proxies.ts'
import { findCloudflared } from '../bridge/tunnel/find-cloudflared.ts'
import type { MethodName, MethodParams, MethodResult } from '../contract.ts'
import { readLastStart } from './last-start.ts'
import type { LocalClient } from './local-client.ts'

const usualPort = 7420

/** Checks that need neither the bridge nor its secrets; of the folder only when it is there. */
const ofTheComputer = ['clock', 'cloudflared', 'names', 'proxy', 'sleep', 'runtime']
const ofTheFolder = ['disk', 'data-folder']

type Answers = { [M in MethodName]?: (params: MethodParams<M>) => Promise<unknown> }

/** Answers a few methods of the contract in this process; all others with `bridge-not-running`. */
export async function withoutBridge(dataDir: string): Promise<LocalClient> {
  // Settings that cannot be read are a reason to ask, not one to stay silent.
  const settings = await openSettings(dataDir).then(
    (opened) => opened.get(),
    () => settingsSchema.parse({}),
  )
  const {
    port = settings.port ?? usualPort,
    publicUrl,
    tunnel = 'off',
  } = await readLastStart(dataDir)
  const { env, platform, arch } = process
  const localUrl = `http://127.0.0.1:${port}/mcp`
  const address = publicUrl === undefined ? null : `${publicUrl}/mcp`
  const proxyFor = useProxies(env, silentLog)
  const doctor = doctorExplainHandlers({
    origins: {
      mcpUrl: () => address ?? localUrl,
      list: () => [{ url: `http://127.0.0.1:${port}`, kind: 'loopback' }],
    },
    settings: { get: () => settings },
  })
  const connect = createConnect({
    dataDir,
    clock: systemClock,
    run: runProgram,
    surroundings: createSurroundings({
      platform,
      env,
      home: env['HOME'] ?? env['USERPROFILE'] ?? homedir(),
    }),
    way: () => ({
      publicUrl: address,
      localUrl,
      link: {
        command: process.execPath,
        args: [join(import.meta.dirname, 'stdio.cjs'), '--data', dataDir],
      },
    }),
    seen: () => ({ clients: [], links: [], closedLinks: [] }),
  })
  const system = () =>
    checkSystem(
      {
        dataDir,
        port,
        db: new DatabaseSync(':memory:'),
        proxyFor,
        platform,
        node: process.versions.node,
        fetch: plainFetch,
        endpoints: undefined,
        clockCheck: createClockCheck({
          clock: systemClock,
          fetch: plainFetch,
          allowed: () => settings.contact.clockCheck,
        }),
        findCloudflared: () =>
          findCloudflared({ binary: undefined, dataDir, env, platform, arch, spawn }),
        tunnel: () => ({
          mode: publicUrl !== undefined ? 'own-url' : tunnel,
          state: 'stopped',
          lastError: null,
        }),
        sleep: () => sleepSetting(platform, askProgram),
        wakes: () => [],
        unproved: () => [],
        openApplications: async () => [],
        tray: () => null,
      },
      existsSync(dataDir) ? [...ofTheComputer, ...ofTheFolder] : ofTheComputer,
    )
  const answers: Answers = {
    'doctor.explain': async (params) => doctor['doctor.explain'](params),
    'doctor.har': async (params) => doctor['doctor.har'](params),
    'doctor.ladders': async () => [],
    'doctor.system': system,
    'status.get': async () => ({ presence: [] }),
    'identity.explain': async ({ text }) =>
      (await doctor['doctor.explain']({ text })).map(({ problem }) => problem),
    'connect.list': connect.list,
    'connect.guide': ({ client, route }) => connect.guide(client, route),
    'connect.preview': ({ client, route }) => connect.preview(client, route),
  }
  return {
    async invoke<M extends MethodName>(method: M, params: MethodParams<M>) {
      const answer = answers[method]
      if (!answer) throw new BridgeError('bridge-not-running', { dataDir })
      return (await answer(params)) as MethodResult<M>
    },
    close: () => {},
  }
}
