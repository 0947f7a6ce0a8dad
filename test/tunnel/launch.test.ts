import { expect, test } from 'vitest'
import {
  atLeast,
  cleanEnvironment,
  connectorToken,
  quickLaunch,
  tokenLaunch,
  type LaunchBasis,
} from '../../main/bridge/tunnel/launch.ts'
import { tokenTunnelId } from '../../main/bridge/tunnel/named-tunnel.ts'
import { defaultTimings } from '../../main/bridge/tunnel/timings.ts'

const basis: LaunchBasis = {
  dataDir: '/data',
  env: {
    PATH: '/bin',
    TUNNEL_URL: 'http://127.0.0.1:1',
    tunnel_token: 'theirs',
    NO_AUTOUPDATE: 'false',
  },
  version: '2026.8.2',
  timings: defaultTimings,
  protocol: 'quic',
  localPort: 7420,
  without: new Set(),
}

test('a quick tunnel gets its own empty configuration, no updates, and our broker', () => {
  const { args, env } = quickLaunch(basis, 'http://127.0.0.1:9/secret')
  expect(args.join(' ')).toBe(
    'tunnel --no-autoupdate --config /data/cloudflared-config.json --metrics 127.0.0.1:0 ' +
      '--protocol quic --grace-period 2s --loglevel info --no-prechecks ' +
      '--quick-service http://127.0.0.1:9/secret --url http://127.0.0.1:7420',
  )
  expect(env).toEqual({ PATH: '/bin' })
})

test('a token is in the environment and never among the arguments', () => {
  const token = connectorToken({ accountTag: 'a', secret: 's', tunnelId: 't' })
  const { args, env, secrets } = tokenLaunch(basis, token, true)
  expect(env['TUNNEL_TOKEN']).toBe(token)
  expect(args.join(' ')).not.toContain(token)
  expect(args.join(' ')).toContain('--ha-connections 1 run --url http://127.0.0.1:7420')
  expect(tokenLaunch(basis, token, false).args).not.toContain('--ha-connections')
  expect(secrets).toEqual([token])
  expect(tokenTunnelId(token)).toBe('t')
})

test('flags an older or newer cloudflared does not know are left out', () => {
  expect(quickLaunch({ ...basis, version: '2026.4.9' }, 'b').args).not.toContain('--no-prechecks')
  const without = new Set(['no-prechecks'])
  expect(quickLaunch({ ...basis, without }, 'b').args).not.toContain('--no-prechecks')
})

test('the environment is cleaned of everything cloudflared reads, in any spelling', () => {
  expect(
    cleanEnvironment({
      Path: 'x',
      Tunnel_Origin: 'y',
      NO_TLS_VERIFY: '1',
      STDIN_CONTROL: '1',
      HOME: 'h',
    }),
  ).toEqual({
    Path: 'x',
    HOME: 'h',
  })
})

test('calendar versions are compared as numbers', () => {
  expect(atLeast('2026.10.0', '2026.5.0')).toBe(true)
  expect(atLeast('2026.5.0', '2026.5.0')).toBe(true)
  expect(atLeast('2025.12.1', '2026.5.0')).toBe(false)
  expect(atLeast('DEV', '2026.5.0')).toBe(false)
})
