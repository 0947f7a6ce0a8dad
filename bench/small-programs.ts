/**
 * What is started often and must be light: commands of the command line beside an empty Node program, and the stdio
 * link until its first answer, both with the bridge running; in turns, medians. `--rounds N`, `--against FILE`
 * (another build's out/main/headless.cjs).
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { builtProgram, startBridgeProcess } from '../demo/bridge-process.ts'
import { median } from './stats.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '11' },
    against: { type: 'string', multiple: true, default: [] },
  },
})

/** Milliseconds from starting a program with these arguments until it has ended. */
async function wall(args: string[]): Promise<number> {
  const begun = performance.now()
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = (await once(child, 'exit')) as [number]
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`)
  return performance.now() - begun
}

const initialize = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'bench', version: '1' },
  },
}

/** Milliseconds from starting the link until it has answered the first question of its host. */
async function firstAnswer(link: string, dataDir: string): Promise<number> {
  const begun = performance.now()
  const child = spawn(process.execPath, [link, '--data', dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.write(`${JSON.stringify(initialize)}\n`)
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const took = performance.now() - begun
  if (!line.includes('"result"')) throw new Error(line)
  const ended = once(child, 'exit')
  child.stdin.end()
  await ended
  return took
}

/** The most that was resident, in MB, as the program itself reads it at its end. Linux only. */
async function peakMb(args: string[], folder: string): Promise<number> {
  const [preload, report] = [join(folder, 'preload.cjs'), join(folder, 'peak.txt')]
  await writeFile(
    preload,
    `const fs = require('fs')
    process.on('exit', () => fs.writeFileSync(${JSON.stringify(report)}, fs.readFileSync('/proc/self/status')))`,
  )
  await wall(['--require', preload, ...args])
  const status = await readFile(report, 'utf8')
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024
}

const folder = await mkdtemp(join(tmpdir(), 'drawbridge-bench-'))
try {
  const empty = ['-e', '0']
  for (const program of [builtProgram, ...values.against]) {
    const dataDir = join(folder, String(Math.random()))
    const bridge = await startBridgeProcess(dataDir, { program })
    try {
      const at = ['--data', dataDir]
      const arms: Record<string, string[]> = {
        'node -e 0': empty,
        send: [program, 'send', 'hello', '--to', 'claude', ...at],
        status: [program, 'status', ...at],
        inbox: [program, 'inbox', 'claude', ...at],
      }
      const times = new Map<string, number[]>()
      const note = (name: string, ms: number) => times.set(name, [...(times.get(name) ?? []), ms])
      const link = join(dirname(program), 'stdio.cjs')
      // The first ones leave their compiled code behind.
      for (const args of Object.values(arms)) await wall(args)
      for (let round = 0; round < Number(values.rounds); round += 1) {
        for (const [name, args] of Object.entries(arms)) note(name, await wall(args))
        note('stdio link, first answer', await firstAnswer(link, dataDir))
      }
      const base = median(times.get('node -e 0') ?? [])
      process.stdout.write(
        `\n${program}\n| what | wall | ÷ node -e 0 | memory |\n| --- | --- | --- | --- |\n`,
      )
      for (const [name, all] of times) {
        const args = arms[name]
        const mb = args ? `${Math.round(await peakMb(args, folder))} MB` : ''
        const ms = median(all)
        process.stdout.write(
          `| ${name} | ${ms.toFixed(1)} ms | ${(ms / base).toFixed(2)} | ${mb} |\n`,
        )
      }
    } finally {
      await bridge.stop()
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
