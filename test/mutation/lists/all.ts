import type { Mutant } from '../mutant.ts'
import { conversation } from './conversation.ts'
import { edges } from './edges.ts'
import { mcp } from './mcp.ts'
import { oauth } from './oauth.ts'
import { plainLane } from './plain-lane.ts'
import { polls } from './polls.ts'
import { store } from './store.ts'

export const allMutants: readonly Mutant[] = [
  ...store,
  ...oauth,
  ...mcp,
  ...plainLane,
  ...polls,
  ...conversation,
  ...edges,
]
