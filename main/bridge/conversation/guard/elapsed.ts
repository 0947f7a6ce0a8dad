/**
 * Time for budgets: milliseconds that never run backwards. The wall clock may be set either way, and
 * the clock of the process may stand still while the computer sleeps; whichever has gone further
 * counts, so that no change of a clock keeps anybody waiting longer than the budget says.
 */
export interface Elapsed {
  now(): number
}

export function createElapsed(wall: () => number, steady: () => number): Elapsed {
  let total = 0
  let [lastWall, lastSteady] = [wall(), steady()]
  return {
    now() {
      const [atWall, atSteady] = [wall(), steady()]
      total += Math.max(0, atWall - lastWall, atSteady - lastSteady)
      lastWall = atWall
      lastSteady = atSteady
      return total
    },
  }
}
