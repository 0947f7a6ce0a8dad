/** Packages a staged app as `npm run package` does, for any system, and knows what came out where. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { root, type Target } from './staged-app.ts'

export interface PackagedApp {
  /** What is signed and started. */
  program: string
  /** `process.resourcesPath` of the running app. */
  resources: string
  asar: string
}

export interface PackageRun {
  code: number
  output: string
  app: PackagedApp
}

/** Nothing to sign with, nowhere to fetch from: what is missing fails instead of being downloaded. */
const environment = {
  ...process.env,
  CI: 'true',
  CSC_LINK: '',
  ELECTRON_MIRROR: 'http://127.0.0.1:9/',
  ELECTRON_BUILDER_BINARIES_MIRROR: 'http://127.0.0.1:9/',
  GITHUB_REPOSITORY: 'someone/drawbridge',
}

const osNames = { darwin: 'mac', linux: 'linux', win32: 'win' }

/** Runs scripts/package.mjs with arguments of its own. */
export function runPackaging(...args: string[]): Promise<{ code: number; output: string }> {
  const script = join(root, 'scripts', 'package.mjs')
  return new Promise((done) => {
    execFile(process.execPath, [script, ...args], { env: environment }, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
    )
  })
}

export async function packageApp(folder: string, target: Target): Promise<PackageRun> {
  const { platform, arch } = target
  const electron = join(folder, 'electron', platform)
  const target_ = ['--os', osNames[platform], '--arch', arch, '--dir']
  const run = await runPackaging(...target_, '--project', folder, '--electron-dist', electron)
  return { ...run, app: whereItIs(join(folder, 'dist'), target) }
}

function whereItIs(dist: string, { platform, arch }: Target): PackagedApp {
  const suffix = arch === 'x64' ? '' : `-${arch}`
  if (platform === 'darwin') {
    const program = join(dist, `mac${suffix}`, 'Drawbridge.app')
    return withResources(program, join(program, 'Contents', 'Resources'))
  }
  const unpacked = join(dist, `${osNames[platform]}${suffix}-unpacked`)
  const name = platform === 'win32' ? 'Drawbridge.exe' : 'drawbridge'
  return withResources(join(unpacked, name), join(unpacked, 'resources'))
}

const withResources = (program: string, resources: string): PackagedApp => ({
  program,
  resources,
  asar: join(resources, 'app.asar'),
})
