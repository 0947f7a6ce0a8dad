/** `drawbridge up`: its options, and a word while the bridge is being read. */
import { later } from './later.ts'
import { parse, wholeNumber } from './parse.ts'
import { UsageError } from './usage.ts'

/** A computer that took so long to come here takes seconds for the rest. */
const slowStartMs = 500

/** Throws UsageError, and BridgeError when the bridge does not start. */
export async function runUp(args: string[]): Promise<void> {
  const { context, values } = parse('up', args, 0)
  const { tunnel } = values
  if (tunnel !== undefined && tunnel !== 'off' && tunnel !== 'quick' && tunnel !== 'named') {
    throw new UsageError('--tunnel is off, quick or named')
  }
  const port = wholeNumber('--port', values.port, 0, 65_535)
  const controlPort = wholeNumber('--control-port', values['control-port'], 0, 65_535)
  if (port !== undefined && port !== 0 && port === controlPort) {
    throw new UsageError('--port and --control-port must differ')
  }
  // Reading the bridge's own code takes a while on a busy or slow computer, and no timer fires meanwhile.
  const isSlow = performance.now() > slowStartMs
  if (!values.background && (process.stderr.isTTY || isSlow)) process.stderr.write('Starting…\n')
  const { up } = await later.up()
  await up({
    dataDir: context.dataDir,
    port,
    controlPort,
    tunnel,
    publicUrl: values['public-url'],
    json: context.json,
    open: values.open,
    verbose: values.verbose,
    background: values.background,
  })
}
