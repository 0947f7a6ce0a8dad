#!/bin/sh
# Package: vitest 5.1.2
# Behaviour: with isolate: false files share a worker, but a worker is kept only when the very next file in the queue wants
#   the same environment. Where files of two environments are mixed, as in the usual order by duration or size, workers are
#   ended and started again and again.
# Seen (2026-11-30): sixteen files for two workers, half of them with happy-dom 21.0.4: four processes in order, thirteen to sixteen mixed in pairs.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --save-exact vitest@5.1.2 happy-dom@21.0.4
for n in 1 2 3 4 5 6 7 8; do
  for environment in node happy-dom; do
    cat > "$environment-$n.test.js" <<JS
// @vitest-environment $environment
import { appendFileSync } from 'node:fs'
import { it } from 'vitest'
it('runs', () => appendFileSync(process.env.PIDS, process.pid + '\n'))
JS
  done
done
cat > vitest.config.js <<'JS'
import { BaseSequencer } from 'vitest/node'
const parts = (file) => /(\w[\w-]*)-(\d)\.test\.js$/.exec(file.moduleId).slice(1)
const keys = {
  ordered: (file) => parts(file).join(),
  // Two of the one and two of the other.
  mixed: (file) => `${Math.ceil(parts(file)[1] / 2)}${parts(file)}`,
}
class InOrder extends BaseSequencer {
  async sort(files) {
    const key = keys[process.env.ORDER]
    return files.toSorted((one, other) => (key(one) < key(other) ? -1 : 1))
  }
}
export default { test: { isolate: false, pool: 'forks', maxWorkers: 2, sequence: { sequencer: InOrder } } }
JS
count() {
  PIDS="$folder/$1" ORDER=$1 npx vitest run --reporter=dot > "$folder/$1.log" 2>&1
  sort -u "$folder/$1" | wc -l | tr -d ' '
}
ordered=$(count ordered)
mixed=$(count mixed)
echo "processes: $ordered in order, $mixed mixed"
if [ "$ordered" = 4 ] && [ "$mixed" -ge 8 ]; then echo 'As described.'; else echo CHANGED; exit 1; fi
