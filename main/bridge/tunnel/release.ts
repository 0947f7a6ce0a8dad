/**
 * The one cloudflared that is fetched: a pinned version with the SHA-256 of each file. For macOS the
 * archive and the program in it have sums of their own; the release notes list the program's.
 */
import pinned from './cloudflared-release.json' with { type: 'json' }

export interface ReleaseAsset {
  file: string
  /** Of the file as it is downloaded. */
  sha256: string
  /** Of the program inside, where the file is an archive. */
  programSha256?: string
}

export interface Release {
  version: string
  base: string
  assets: Record<string, ReleaseAsset>
}

export const pinnedRelease: Release = pinned

/** The file for a computer. Windows on ARM runs the x64 program by emulation. */
export function assetFor(release: Release, platform: string, arch: string): ReleaseAsset | null {
  const exact = release.assets[`${platform}-${arch}`]
  return (
    exact ?? (platform === 'win32' && arch === 'arm64' ? release.assets['win32-x64'] : null) ?? null
  )
}

export const programName = (platform: string): string =>
  platform === 'win32' ? 'cloudflared.exe' : 'cloudflared'
