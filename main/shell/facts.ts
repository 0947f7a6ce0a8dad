/** What this process knows of the program it runs: installed or from a checkout, and where it lies. */
import { app } from 'electron'
import type { ProgramFacts } from './link-command.ts'

/** `outDir`: where the built main program lies. */
export const programFacts = (outDir: string): ProgramFacts => ({
  execPath: process.execPath,
  appImage: process.env['APPIMAGE'],
  resourcesDir: app.isPackaged ? process.resourcesPath : undefined,
  outDir,
})
