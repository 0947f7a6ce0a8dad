/** A bridge behind the pretended Cloudflare, and an owner who approves what rehearses. */
import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { MethodResult } from '../../main/contract.ts'
import { openBridge, temporaryDataDir, type OpenBridge } from '../control/open-bridge.ts'
import { startFakeCloudflare } from '../fakes/cloudflared/fake-cloudflare.ts'
import { type FakeCloudflare } from '../fakes/cloudflared/cloudflare-types.ts'
import { fakeCloudflared, quickTimings, until } from '../tunnel/tunnel-world.ts'

export type Rehearsal = MethodResult<'doctor.rehearsals'>[number]

export interface RehearsalWorld extends OpenBridge {
  cloudflare: FakeCloudflare
  publicUrl: string
  /** Runs one to its end; `owner` decides about its number. */
  rehearse(as: Rehearsal['as'], owner?: 'approve' | 'deny'): Promise<Rehearsal>
}

export async function openRehearsalWorld(): Promise<RehearsalWorld> {
  const cloudflare = await startFakeCloudflare()
  onTestFinished(() => cloudflare.stop())
  const dataDir = await temporaryDataDir()
  const scenario = join(dataDir, 'scenario.json')
  await writeFile(scenario, '{"scale":0.02}')
  const opened = await openBridge({
    dataDir,
    address: {
      mode: 'quick',
      settings: { timings: quickTimings, endpoints: cloudflare.endpoints },
    },
    env: {
      PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
      HOME: dataDir,
      CLOUDFLARED_BIN: fakeCloudflared,
      FAKE_EDGE: String(cloudflare.edgeTcpPort),
      FAKE_CLOUDFLARED: scenario,
    },
  })
  const status = await until(async () => {
    const found = await opened.invoke('tunnel.status')
    return found.state === 'ready' && found
  })
  return {
    ...opened,
    cloudflare,
    publicUrl: status.publicUrl ?? '',
    rehearse: (as, owner) => rehearse(opened, as, owner),
  }
}

/** Follows one from its start to its end. */
export async function rehearse(
  { invoke }: OpenBridge,
  as: Rehearsal['as'],
  owner: 'approve' | 'deny' = 'approve',
): Promise<Rehearsal> {
  const { id } = await invoke('doctor.rehearse', { as })
  let decided = false
  return until(async () => {
    const rehearsal = (await invoke('doctor.rehearsals')).find((one) => one.id === id)
    const number = rehearsal?.approval
    if (number !== undefined && !decided) {
      decided = true
      await (owner === 'approve'
        ? invoke('approvals.approve', { number })
        : invoke('approvals.deny', { number }))
    }
    return rehearsal?.state !== 'running' && rehearsal
  })
}
