#!/bin/sh
# Package: node 24.21.0 (SQLite 3.53.4)
# Behaviour: FTS5 does not keep the words of a transaction in memory until the commit when rows are put in under savepoints of
#   their own: it writes a segment of its index at each savepoint. Whoever gathers many small writes into one transaction, each in
#   a savepoint so that one can fail alone, pays for the index as if each had been committed by itself.
# Seen (2026-11-30): 15 rows in one transaction leave 3 rows in the index's data table, and 17 with a savepoint around each.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --save-exact node@24.21.0
cat > show.js <<'JS'
import { DatabaseSync } from 'node:sqlite'

function rowsOfIndex(withSavepoints) {
  const db = new DatabaseSync(':memory:')
  // No merging of segments meanwhile, so that each can be counted.
  db.exec("CREATE VIRTUAL TABLE words USING fts5(text, content=''); INSERT INTO words(words, rank) VALUES ('automerge', 0)")
  const insert = db.prepare('INSERT INTO words(rowid, text) VALUES (?, ?)')
  db.exec('BEGIN')
  for (let row = 1; row <= 15; row += 1) {
    if (withSavepoints) db.exec('SAVEPOINT piece')
    insert.run(row, `word${row} common`)
    if (withSavepoints) db.exec('RELEASE piece')
  }
  db.exec('COMMIT')
  return db.prepare('SELECT count(*) AS rows FROM words_data').get().rows
}

const { version } = new DatabaseSync(':memory:').prepare('SELECT sqlite_version() AS version').get()
const [together, apart] = [rowsOfIndex(false), rowsOfIndex(true)]
console.log('SQLite', version, 'rows of the index:', together, 'in one transaction,', apart, 'with savepoints')
const asDescribed = together === 3 && apart === 17
console.log(asDescribed ? 'As described: a segment is written at each savepoint.' : 'CHANGED')
process.exitCode = asDescribed ? 0 : 1
JS
node_modules/.bin/node --no-warnings show.js
