#!/bin/sh
# Package: electron-builder 26.17.0
# Behaviour: (1) `files` below one system is a list of its own: when it holds exclusions only, the whole project is packed,
#   although `files` at the top names one folder. (2) `${platform}` in a path is the computer that builds, `${os}` the target.
# Seen (2026-11-30): on Linux, with files ["out"] and linux.files ["!out/left-out.js"], notes.txt from beside `out` is in
#   the packed app; packed for Windows, `${os}` is win and `${platform}` still linux.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > package.json <<'JSON'
{ "name": "shown", "version": "1.0.0", "description": "d", "author": "a", "license": "MIT", "main": "out/main.js" }
JSON
npm install --silent --no-audit --no-fund --ignore-scripts --prefix tools electron-builder@26.17.0
mkdir -p app/out distribution bin/linux bin/win bin/win32 bin/darwin bin/mac
cp package.json app/
echo 'main' > app/out/main.js
echo 'left out' > app/out/left-out.js
echo 'not for anybody' > app/notes.txt
for name in linux win win32 darwin mac; do echo "$name" > "bin/$name/which.txt"; done
# Nothing in it runs: the packager only copies and renames it.
for name in electron electron.exe chrome-sandbox; do echo '#!/bin/sh' > "distribution/$name"; done
mkdir distribution/resources distribution/locales
cat > tools/show.mjs <<'JS'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import builder from 'electron-builder'

const folder = process.argv[2]
const pack = (system, more) =>
  builder.build({
    projectDir: join(folder, 'app'),
    targets: builder.Platform[system].createTarget('dir', builder.Arch.x64),
    publish: 'never',
    config: {
      appId: 'example.shown',
      asar: false,
      electronVersion: '45.5.0',
      electronDist: join(folder, 'distribution'),
      npmRebuild: false,
      directories: { output: join(folder, 'packed', system) },
      files: ['out'],
      ...more,
    },
  })
const resources = (system, unpacked) => join(folder, 'packed', system, unpacked, 'resources')

await pack('LINUX', { linux: { files: ['!out/left-out.js'] } })
const packed = readdirSync(join(resources('LINUX', 'linux-unpacked'), 'app'))

await pack('WINDOWS', {
  win: { signAndEditExecutable: false },
  extraResources: ['os', 'platform'].map((name) => ({
    from: join(folder, `bin/\${${name}}`),
    to: name,
  })),
})
const from = (name) => {
  const file = join(resources('WINDOWS', 'win-unpacked'), name, 'which.txt')
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null
}
const seen = { packed, os: from('os'), platform: from('platform') }
console.log(seen)
const here = process.platform
const asDescribed =
  packed.includes('notes.txt') && seen.os === 'win' && seen.platform === here && here !== 'win32'
console.log(asDescribed ? 'As described.' : 'CHANGED')
process.exitCode = asDescribed ? 0 : 1
JS
node tools/show.mjs "$folder"
