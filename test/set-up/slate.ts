/**
 * Unit files share a process, and those with a DOM one page: each begins as the first one did, whatever the file before
 * it left behind. A panel that starts where another file went shows another view.
 */
import { vi } from 'vitest'

/** What tests replace. Vitest itself takes back what `vi.spyOn` replaced. */
const replaced = (
  'Date Intl fetch performance queueMicrotask setImmediate clearImmediate setTimeout clearTimeout setInterval ' +
  'clearInterval matchMedia requestAnimationFrame ResizeObserver IntersectionObserver'
).split(' ')
const marker = Symbol.for('drawbridge.clean-slate')

interface Slate {
  folder: string
  variables: NodeJS.ProcessEnv
  globals: Map<string, unknown>
  /** Undefined where there is no page. */
  address: string | undefined
  /** The test file that began with it last. */
  file: string | undefined
}

/** The test file that the process was made ready for. */
export const readyFor = (): string | undefined => slate().file

/** Before a test file. */
export async function makeReadyFor(file: string | undefined): Promise<void> {
  await cleanSlate()
  slate().file = file
}

/** Puts the process and its page back to how the first test file found them. */
export async function cleanSlate(): Promise<void> {
  const first = slate()
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  for (const [name, value] of first.globals) {
    if (Reflect.get(globalThis, name) !== value) Object.assign(globalThis, { [name]: value })
  }
  if (process.cwd() !== first.folder) process.chdir(first.folder)
  process.exitCode = undefined
  putBack(first.variables)
  if (first.address) await cleanPage(first.address)
}

function slate(): Slate {
  const known = Reflect.get(globalThis, marker) as Slate | undefined
  if (known) return known
  const address = typeof location === 'undefined' ? undefined : location.href
  const first = {
    folder: process.cwd(),
    variables: { ...process.env },
    globals: new Map(replaced.map((name) => [name, Reflect.get(globalThis, name)])),
    address,
    file: undefined,
  }
  Object.assign(globalThis, { [marker]: first })
  return first
}

/** Vitest's own change from file to file. */
const ours = (name: string): boolean => !/^(?:VITEST|JEST)/.test(name)

function putBack(variables: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env).filter(ours)) {
    if (!(name in variables)) Reflect.deleteProperty(process.env, name)
  }
  for (const [name, value] of Object.entries(variables)) {
    if (ours(name) && process.env[name] !== value) process.env[name] = value
  }
}

async function cleanPage(address: string): Promise<void> {
  const { cleanup } = await import('@testing-library/react')
  cleanup()
  document.body.replaceChildren()
  document.title = ''
  for (const element of [document.documentElement, document.body]) {
    for (const name of element.getAttributeNames()) element.removeAttribute(name)
  }
  localStorage.clear()
  sessionStorage.clear()
  history.replaceState(null, '', address)
}
