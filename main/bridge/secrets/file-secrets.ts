/** Secrets in a file of the data folder that only its owner can read: for computers without a keychain. */
import { chmod, readFile, stat } from 'node:fs/promises'
import { z } from 'zod'
import { writeFileAtomically } from '../base/atomic-file.ts'
import { errorCode } from '../base/error-code.ts'
import { BridgeError } from '../base/errors.ts'
import type { Entries } from './entries.ts'

const contentSchema = z.record(z.string(), z.string())

export interface FileSecrets extends Entries {
  all(): [name: string, value: string][]
}

/** Throws `data-folder-unusable` for a file it cannot understand, and never overwrites that. */
export async function openFileSecrets(dataDir: string, path: string): Promise<FileSecrets> {
  const secrets = new Map(Object.entries(await read(dataDir, path)))
  // Each change is the whole file, replaced in one step.
  const save = (next: Map<string, string>) =>
    writeFileAtomically(path, `${JSON.stringify(Object.fromEntries(next), null, 2)}\n`, 0o600)

  async function change(edit: (secrets: Map<string, string>) => void): Promise<void> {
    const next = new Map(secrets)
    edit(next)
    await save(next)
    edit(secrets)
  }

  return {
    get: async (name) => secrets.get(name),
    set: (name, value) => change((all) => all.set(name, value)),
    delete: async (name) => {
      if (secrets.has(name)) await change((all) => all.delete(name))
    },
    all: () => [...secrets],
  }
}

async function read(dataDir: string, path: string): Promise<Record<string, string>> {
  try {
    const text = await readFile(path, 'utf8')
    await makePrivate(path)
    return contentSchema.parse(JSON.parse(text))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return {}
    // The parser quotes what it could not read: that may be a secret, so its words stay out.
    const reason = `its file ${path} cannot be read as secrets`
    throw new BridgeError('data-folder-unusable', { dataDir, reason })
  }
}

/** A restored backup or a careless copy may have opened it to others. */
async function makePrivate(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const { mode } = await stat(path)
  if ((mode & 0o077) !== 0) await chmod(path, 0o600)
}
