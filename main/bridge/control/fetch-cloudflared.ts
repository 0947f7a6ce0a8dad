/** Fetching cloudflared for the owner, once at a time, with its progress on the board of tasks. */
import { spawn } from 'node:child_process'
import { plainFetch } from '../base/plain-fetch.ts'
import { downloadCloudflared } from '../tunnel/download-cloudflared.ts'
import { fetchedPath } from '../tunnel/find-cloudflared.ts'
import { pinnedRelease, type Release } from '../tunnel/release.ts'
import type { Tasks } from '../base/tasks.ts'

export interface FetchCloudflaredDeps {
  dataDir: string
  tasks: Pick<Tasks, 'run'>
  /** What is fetched, and by what; differ only in tests. */
  fetch?: typeof globalThis.fetch
  release?: Release
}

/** Resolves when the program is there and was tried out. */
export function createFetchCloudflared(deps: FetchCloudflaredDeps): () => Promise<void> {
  const { dataDir, tasks, fetch = plainFetch, release = pinnedRelease } = deps
  const { platform, arch } = process
  let running: Promise<void> | null = null

  const run = () =>
    tasks.run(
      'download',
      `Fetch cloudflared ${release.version}`,
      async (task) => {
        await downloadCloudflared({
          to: fetchedPath(dataDir, release.version, platform),
          platform,
          arch,
          fetch,
          spawn,
          release,
          onProgress: ({ receivedBytes, totalBytes }) => task.progress(receivedBytes, totalBytes),
        })
      },
      () => 'cloudflared was fetched and checked.',
    )

  return () => {
    running ??= run().finally(() => {
      running = null
    })
    return running
  }
}
