/** Imported first by every script: an old Node gets one clear line instead of a syntax error. */
const major = Number(process.versions.node.split('.')[0])

if (major < 20) {
  process.stderr.write(
    `Drawbridge needs Node 20 or newer to start; this is ${process.version}. Get it from https://nodejs.org\n`,
  )
  process.exit(1)
}
