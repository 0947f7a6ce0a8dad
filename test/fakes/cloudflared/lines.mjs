/** Writes log lines as cloudflared does: time, level, message, to stderr; in pieces if asked to. */

export function createLogger(scenario) {
  let pending = Promise.resolve()
  const write = (text) => {
    if (!scenario.split) {
      process.stderr.write(text)
      return
    }
    // Pieces of a line arrive one by one, as a pipe may deliver them.
    for (const piece of text.match(/.{1,7}|\n/gs) ?? []) {
      pending = pending.then(
        () => new Promise((resolve) => process.stderr.write(piece, () => setImmediate(resolve))),
      )
    }
  }
  const line = (level, text) =>
    write(`${new Date().toISOString().slice(0, 19)}Z ${level} ${text}\n`)
  return {
    info: (text) => line('INF', text),
    warn: (text) => line('WRN', text),
    error: (text) => line('ERR', text),
    box(hostname) {
      const rule = `+${'-'.repeat(92)}+`
      line('INF', rule)
      line(
        'INF',
        '|  Your quick Tunnel has been created! Visit it at (it may take some time to be reachable):  |',
      )
      line('INF', `|  ${`https://${hostname}`.padEnd(90)}|`)
      line('INF', rule)
    },
  }
}
