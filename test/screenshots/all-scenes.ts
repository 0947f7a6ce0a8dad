/** The scenes of every area, each under the name of its picture: "doctor-connections". */
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Scene } from './scene.ts'

export async function allScenes(): Promise<[name: string, scene: Scene][]> {
  const folder = join(import.meta.dirname, 'scenes')
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).toSorted()
  const found = files.map(async (file) => {
    const { scenes } = (await import(join(folder, file))) as { scenes: Scene[] }
    return scenes.map((scene): [string, Scene] => [`${basename(file, '.ts')}-${scene.name}`, scene])
  })
  return (await Promise.all(found)).flat()
}
