/** The promises a soak holds the bridge to, each with its bound, what was measured, and whether it was kept. */
import { percentile } from '../stats.ts'
import { afterWarmUp, findMissing, minutesOf, slopePerMinute, type Missing } from './evaluate.ts'
import { allReceived, type Ledger } from './ledger.ts'
import type { Look } from './watch.ts'

export interface Verdict {
  what: string
  measured: string
  bound: string
  /** Undefined: measured for the reader, and not decisive. */
  kept: boolean | undefined
}

/** Read from the bridge once everything has ended. */
export interface Kept {
  /** Texts of the letters in the export, and the versions of files in it. */
  letters: string[]
  versions: string[]
  chain: { ok: boolean; entries: number }
  /** What each side received whole, or perhaps so, by the bridge's own ledger; and the chain of that. */
  entered: string[]
  ledgerChain: { ok: boolean; entries: number }
}

export interface Facts {
  ledger: Ledger
  looks: readonly Look[]
  kept: Kept
  /** Milliseconds from each kill until the bridge answered again. */
  restarts: readonly number[]
  /** What each kill took of what had been acknowledged by then. */
  lostByKill: number
  /** What was received before a kill and is in no entry after it. */
  notEnteredAfterKill: number
}

/** How far the fitted line may rise over what is measured of one start, and the most ever resident. */
const riseMb = 32
const peakMb = 450
const databaseMbPerMinute = 8
const p99Ms = 250
/** A trend over less says more about the caches that are filling than about leaks: shown, not judged. */
const leastMinutes = 10

export function judge(facts: Facts): Verdict[] {
  const { ledger, looks, kept, restarts, lostByKill } = facts
  const { sent, read, written, serverErrors, faults } = ledger
  const letters = [...sent.claude, ...sent.chatgpt]
  const found = (what: string, { lost, doubled }: Missing): Verdict => ({
    what,
    measured: `${lost.length} lost, ${doubled.length} twice`,
    bound: 'none',
    kept: lost.length + doubled.length === 0,
  })
  const none = (what: string, count: number): Verdict => ({
    what,
    measured: String(count),
    bound: 'none',
    kept: count === 0,
  })
  const intact = (what: string, { ok, entries }: Kept['chain']): Verdict => ({
    what,
    measured: ok ? `intact, ${entries} entries` : 'broken',
    bound: 'intact',
    kept: ok,
  })
  return [
    ...judgeMemory(looks),
    found('letters to Claude, as Claude read them', findMissing(sent.claude, read.claude)),
    found('letters to ChatGPT, as ChatGPT read them', findMissing(sent.chatgpt, read.chatgpt)),
    found(`${letters.length} letters in the export`, findMissing(letters, kept.letters)),
    found(`${written.length} versions of files in the export`, findMissing(written, kept.versions)),
    intact('hash chain', kept.chain),
    none(
      `received whole and not entered, of ${allReceived(ledger).length}`,
      findMissing(allReceived(ledger), kept.entered).lost.length,
    ),
    intact('hash chain of the ledger', kept.ledgerChain),
    none('received before a kill and not even perhaps after it', facts.notEnteredAfterKill),
    none('answers of 500 and above', serverErrors.length),
    none('honest calls that failed or answered wrongly', faults.length),
    none('acknowledged and gone after kill -9', lostByKill),
    {
      what: 'kill -9 until it answers again',
      measured: restarts.length === 0 ? 'not killed' : restarts.map(milliseconds).join(', '),
      bound: '',
      kept: undefined,
    },
    { ...judgeDatabase(looks) },
    ...judgeCalls(ledger),
  ]
}

function judgeMemory(looks: readonly Look[]): Verdict[] {
  const starts = Map.groupBy(looks, ({ start }) => start)
  const flat = [...starts].map(([start, own]) => {
    const measured = afterWarmUp(own.map(({ at, residentMb }) => ({ at, value: residentMb })))
    const slope = slopePerMinute(measured)
    const minutes = minutesOf(measured)
    return {
      what: `memory after warm-up, start ${start}`,
      measured: `${signed(slope)} MB a minute over ${minutes.toFixed(1)} min`,
      bound: `rises ≤ ${riseMb} MB in all`,
      kept: trend(slope, minutes, slope * minutes <= riseMb),
    }
  })
  const peak = Math.max(...looks.map((look) => look.peakMb))
  return [
    ...flat,
    {
      what: 'memory, most ever',
      measured: `${peak.toFixed(0)} MB`,
      bound: `≤ ${peakMb} MB`,
      kept: known(peak, peak <= peakMb),
    },
  ]
}

function judgeDatabase(looks: readonly Look[]): Verdict {
  const sizes = afterWarmUp(looks.map(({ at, databaseMb }) => ({ at, value: databaseMb })))
  const slope = slopePerMinute(sizes)
  return {
    what: 'database',
    measured: `${signed(slope)} MB a minute, ${(sizes.at(-1)?.value ?? 0).toFixed(1)} MB at the end`,
    bound: `≤ ${databaseMbPerMinute} MB a minute`,
    kept: trend(slope, minutesOf(sizes), slope <= databaseMbPerMinute),
  }
}

/** A busy machine makes any bridge slow, so this is for the reader. */
function judgeCalls({ times, repeated }: Ledger): Verdict[] {
  const byTool = [...times].map(([tool, all]) => ({
    what: `\`${tool}\`, ${all.length} calls, p50, p99`,
    measured: `${milliseconds(percentile(all, 0.5))}, ${milliseconds(percentile(all, 0.99))}`,
    bound: `p99 ≤ ${p99Ms} ms`,
    kept: undefined,
  }))
  return [
    ...byTool,
    {
      what: 'calls made again after a kill',
      measured: String(repeated),
      bound: '',
      kept: undefined,
    },
  ]
}

/** NaN: this system does not say, so nothing is claimed. */
const known = (value: number, kept: boolean) => (Number.isNaN(value) ? undefined : kept)

const trend = (slope: number, minutes: number, kept: boolean) =>
  minutes < leastMinutes ? undefined : known(slope, kept)

const signed = (value: number): string => `${value > 0 ? '+' : ''}${value.toFixed(2)}`
const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`
