#!/bin/sh
# Package: vitest 5.1.2
# Behaviour: `resolve.noExternal: true` of an environment that only a build uses counts for the tests too. Vite then reads
#   every module, also those that `server.deps.external` says Node is to load; nothing tells of it.
# Seen (2026-12-01): a module named as external is loaded by Node, and with such an environment in the same file by Vite.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --save-exact vitest@5.1.2
mkdir native
# Only Vite gives a module `import.meta.env`.
echo "export const by = import.meta.env === undefined ? 'Node' : 'Vite'" > native/module.js
cat > loaded.test.js <<'JS'
import { writeFileSync } from 'node:fs'
import { it } from 'vitest'
import { by } from './native/module.js'
it('is loaded', () => writeFileSync(process.env.LOADED, by))
JS
cat > vitest.config.js <<'JS'
const environments = { program: { resolve: { noExternal: true } } }
export default {
  environments: process.env.WITH === 'yes' ? environments : {},
  test: { server: { deps: { external: [/\/native\//] } } },
}
JS
loaded() {
  LOADED="$folder/$1" WITH=$1 npx vitest run --reporter=dot > "$folder/$1.log" 2>&1
  cat "$folder/$1"
}
without=$(loaded no)
with=$(loaded yes)
echo "loaded by $without without the environment, by $with with it"
if [ "$without" = Node ] && [ "$with" = Vite ]; then echo 'As described.'; else echo CHANGED; exit 1; fi
