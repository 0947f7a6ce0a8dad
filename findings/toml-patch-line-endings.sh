#!/bin/sh
# Package: @decimalturn/toml-patch 3.3.0
# Behaviour: patch() of a document with both kinds of line ends rewrites every line end as one kind, also
#   those of lines it has no reason to touch. It says so with a warning on the console (no option not to was found).
# Seen (2026-11-30): "a = 1\r\nb = 2\nc = 3\n" with c changed comes out as "a = 1\r\nb = 2\r\nc = 4\r\n".
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --save-exact @decimalturn/toml-patch@3.3.0
cat > show.js <<'JS'
import { parse, patch } from '@decimalturn/toml-patch'

const before = 'a = 1\r\nb = 2\nc = 3\n'
const after = patch(before, { ...parse(before), c: 4 })
const kinds = (text) => ({ crlf: text.split('\r\n').length - 1, lf: text.split(/(?<!\r)\n/).length - 1 })
console.log('before', JSON.stringify(before), kinds(before))
console.log('after ', JSON.stringify(after), kinds(after))
const { crlf, lf } = kinds(after)
const asDescribed = parse(after).c === 4 && (crlf === 0) !== (lf === 0)
console.log(asDescribed ? 'As described: the line ends are all alike now.' : 'CHANGED')
process.exitCode = asDescribed ? 0 : 1
JS
node show.js
