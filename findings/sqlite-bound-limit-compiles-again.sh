#!/bin/sh
# Package: node 24.21.0 (SQLite 3.53.4)
# Behaviour: a prepared statement that ends in `LIMIT ?` is compiled anew each time its values are bound, because the plan may depend on
#   the value of the limit. Where the rest is a look into an index, that costs many times as much as running it. `LIMIT ? + 0` is
#   compiled once.
# Seen (2026-11-30): reading one row by an index takes 14 µs with `LIMIT ?` and 3 µs with `LIMIT ? + 0`; with a join 50 µs and 8 µs.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --save-exact node@24.21.0
cat > show.js <<'JS'
import { DatabaseSync } from 'node:sqlite'

const db = new DatabaseSync(':memory:')
db.exec(`CREATE TABLE letters (id INTEGER PRIMARY KEY, recipient TEXT, read_at INTEGER, text TEXT);
  CREATE INDEX unread ON letters (recipient, id) WHERE read_at IS NULL;
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
  INSERT INTO letters SELECT i, 'anna', NULL, 'hello' FROM n`)

/** The least microseconds of CPU of several batches, so that what else the computer does matters little. */
function cost(limit) {
  const statement = db.prepare(
    `SELECT id FROM letters INDEXED BY unread WHERE recipient = ? AND read_at IS NULL AND id > ? ORDER BY id ${limit}`,
  )
  const times = Array.from({ length: 15 }, () => {
    const before = process.cpuUsage()
    for (let n = 0; n < 5_000; n += 1) statement.get('anna', 0, 1)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 5_000
  })
  return Math.min(...times)
}

const [bound, sum] = [cost('LIMIT ?'), cost('LIMIT ? + 0')]
const { version } = db.prepare('SELECT sqlite_version() AS version').get()
console.log('SQLite', version, 'LIMIT ?:', bound.toFixed(1), 'µs, LIMIT ? + 0:', sum.toFixed(1), 'µs')
const asDescribed = bound > 2 * sum
console.log(asDescribed ? 'As described: a bound limit costs a compilation each time.' : 'CHANGED')
process.exitCode = asDescribed ? 0 : 1
JS
node_modules/.bin/node --no-warnings show.js
