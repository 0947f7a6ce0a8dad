/**
 * Programs that end with the one that started them, however that ends: a killed one has no last word, so a program beside
 * it waits for its pipe to close. The started ones get nothing to carry, so that they can be measured.
 */
import { spawn, type ChildProcess } from 'node:child_process'

/** Reads "+PID" and "-PID"; at the end of its input it kills whoever is left. */
const watcher = `
let text = ''
process.stdin.on('data', (part) => (text += part)).on('end', () => {
  const left = new Set()
  for (const line of text.split('\\n')) {
    if (line[0] === '+') left.add(Number(line.slice(1)))
    else left.delete(Number(line.slice(1)))
  }
  for (const pid of left) try { process.kill(pid, 'SIGKILL') } catch {}
})`

let pipe: NodeJS.WritableStream | undefined

/** Gives the program back. */
export function endWithUs<T extends ChildProcess>(child: T): T {
  const { pid } = child
  if (pid === undefined) return child
  const told = (pipe ??= startWatcher())
  told.write(`+${pid}\n`)
  child.once('exit', () => told.write(`-${pid}\n`))
  return child
}

function startWatcher(): NodeJS.WritableStream {
  // Of a group of its own, which is not killed with ours.
  const beside = spawn(process.execPath, ['-e', watcher], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  // Neither keeps us from ending.
  beside.unref()
  if ('unref' in beside.stdin && typeof beside.stdin.unref === 'function') beside.stdin.unref()
  return beside.stdin
}
