/** Part 2 of 2 of the scenes of the panel; see accessible-scenes.ts. */
import { testScenes } from './accessible-scenes.ts'

await testScenes(2)
