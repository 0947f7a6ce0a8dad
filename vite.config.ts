import { builtinModules } from 'node:module'
import { availableParallelism } from 'node:os'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { normalizePath, type EnvironmentOptions, type Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { inlineCard } from './card/inline-card.ts'
import { firstPaint } from './scripts/lib/first-paint.ts'
import { smallCode } from './scripts/lib/small-code.ts'
import { ByEnvironment } from './test/set-up/by-environment.ts'

/** Native, and what only Electron itself can give. */
const external = ['@napi-rs/keyring', 'electron']

/**
 * One self-contained file per entry: everything but Node's own modules and these is inlined, so the
 * built bridge starts without walking node_modules.
 */
const bundle = (
  entry: string,
  format: 'es' | 'cjs',
  { inParts = false } = {},
): EnvironmentOptions => ({
  consumer: 'server',
  resolve: {
    noExternal: true,
    external,
    builtins: [/^node:/, ...builtinModules],
  },
  build: {
    ssr: true,
    outDir: '../out/main',
    emptyOutDir: false,
    copyPublicDir: false,
    target: 'node24',
    // Shipped beside the app: what is bundled keeps its licences.
    license: { fileName: `licenses-${entry}.md` },
    rolldownOptions: {
      input: { [entry]: `${import.meta.dirname}/main/${entry}.ts` },
      external,
      output: {
        format,
        codeSplitting: inParts,
        chunkFileNames: `${entry}-[name].cjs`,
        entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js',
      },
    },
  },
})

/**
 * `debug` takes it in where another tool happened to install it: code that no production dependency
 * accounts for, so that no audit would see it.
 */
const withoutSupportsColor: Plugin = {
  name: 'without-supports-color',
  enforce: 'pre',
  resolveId: (id) => (id === 'supports-color' ? '\0supports-color' : undefined),
  load: (id) => (id === '\0supports-color' ? 'export {}' : undefined),
}

const node = {
  // A command must not load the bridge.
  headless: bundle('headless', 'cjs', { inParts: true }),
  stdio: bundle('stdio', 'cjs'),
  index: bundle('index', 'es'),
  // Sandboxed, where there are no modules.
  preload: bundle('preload', 'cjs'),
}

const environments: Record<string, EnvironmentOptions> = {
  client: {
    build: {
      outDir: '../out/renderer',
      emptyOutDir: true,
      license: { fileName: 'licenses.md' },
      rolldownOptions: {
        output: {
          // One file to begin with and one for the panel with Home, where there were forty.
          codeSplitting: {
            groups: [
              { name: 'begin', test: /renderer\/main\.tsx$/, priority: 2 },
              { name: 'panel', test: /renderer\/(?:panel|views\/Home)\.tsx$/, priority: 1 },
            ],
          },
        },
      },
    },
  },
  ...node,
}

const literal = (text: string): string => text.replaceAll(/[^\w/]/g, String.raw`\$&`)

/**
 * The program but for the window's side, which reads pictures in Vite's way; and what tests are made with, but for
 * what shares a class with the panel.
 */
const nativeModules = new RegExp(
  String.raw`^${literal(normalizePath(import.meta.dirname))}/(main/(?!shell/)|test/(?!renderer/|set-up/|fakes/control-transport).*(?<!\.test)\.ts$)`,
)

/** Tests with a browser, processes beside the test's own or replaced modules; test/README.md says more. */
const wholeTests = [
  'test/{e2e,conformance,package,scripts}/**/*.test.ts',
  'test/**/*.whole.test.ts',
]

export default defineConfig(({ command }) => ({
  root: 'renderer',
  base: './',
  // Packages without their sources make Vite warn once per file in every test run.
  logLevel: process.env.VITEST ? 'error' : 'info',
  plugins: [
    react(),
    tailwindcss(),
    withoutSupportsColor,
    inlineCard(),
    firstPaint(),
    smallCode(Object.keys(node)),
  ],
  // Not for Vitest: with `noExternal` in any environment it would have Vite read everything, the libraries too.
  environments: command === 'build' ? environments : {},
  builder: {
    async buildApp(builder) {
      for (const name of ['client', ...Object.keys(node)]) {
        const environment = builder.environments[name]
        if (environment) await builder.build(environment)
      }
    },
  },
  test: {
    root: import.meta.dirname,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // A poll waits for a condition; on a busy machine that takes more than the one second it has.
    expect: { poll: { timeout: 15_000 } },
    // One more than there are cores: files wait for programs to start and for Vite to read them, and of two workers on
    // two cores a third of the time went unused.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: ByEnvironment },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: wholeTests,
          isolate: false,
          // In one process looking costs nothing, and half of a long interval is waited for in vain.
          expect: { poll: { interval: 10 } },
          globalSetup: [
            'test/set-up/memory-disk.mjs',
            'test/set-up/compile-cache.mjs',
            'test/set-up/built-card.mjs',
          ],
          // Vite takes longer to read the program than the tests do; Node reads it as it is.
          server: { deps: { external: [nativeModules] } },
          setupFiles: [
            'test/set-up/clean-slate.ts',
            'test/set-up/one-process.ts',
            'test/set-up/this-computer.ts',
            'test/set-up/patience.ts',
            'test/set-up/native-modules.ts',
          ],
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: wholeTests,
          // Programs and pages start slowly where other work runs beside them; nothing waits longer than it must.
          testTimeout: 90_000,
          hookTimeout: 60_000,
          globalSetup: [
            'test/set-up/memory-disk.mjs',
            'test/set-up/compile-cache.mjs',
            'test/set-up/build-and-browser.mjs',
          ],
          setupFiles: ['test/set-up/this-computer.ts'],
        },
      },
    ],
  },
}))
