/** Reads one HAR file as it arrives, and tells at its end what the sign-in in it shows. */
import { BridgeError } from '../../base/errors.ts'
import type { AboutHere } from '../../explain/explain-text.ts'
import { finding } from '../../explain/finding.ts'
import { diagnose, type Diagnosis } from './diagnose.ts'
import { createEntryScanner } from './entry-scanner.ts'
import { exchangeFrom } from './exchange.ts'
import { createStepList } from './step-list.ts'

export interface HarReader {
  /** Throws `har-unreadable` as soon as it is clear that this is no HAR file. */
  write(piece: string): void
  /** Throws `har-unreadable` when there is nothing in it to be read. */
  end(about: AboutHere): Promise<Diagnosis>
}

export function createHarReader(): HarReader {
  const scanner = createEntryScanner()
  const list = createStepList()
  let requests = 0
  let damaged = false

  function readEntry(text: string): void {
    // What comes behind a damaged place may be anything.
    if (damaged) return
    try {
      const exchange = exchangeFrom(JSON.parse(text))
      requests += 1
      if (exchange) list.add(exchange)
    } catch {
      damaged = true
    }
  }

  return {
    write(piece) {
      for (const entry of scanner.write(piece)) readEntry(entry)
      const { begun, json } = scanner.state()
      if (begun && !json) throw unreadable(notJson)
    },
    async end(about) {
      const { json, found, ended } = scanner.state()
      const broken = damaged || !ended
      if (!json) throw unreadable(notJson)
      if (!found) throw unreadable('it has no list of requests (log.entries)')
      if (broken && requests === 0) throw unreadable('its list of requests is damaged')
      const steps = list.steps()
      const { findings, steps: shown } = await diagnose(steps, about)
      const count = requests
      const notes = [
        ...(steps.length === 0
          ? [finding('har-no-sign-in', { count }, `${count} requests were read.`)]
          : []),
        ...(broken ? [finding('har-incomplete', { count }, `${count} requests were read.`)] : []),
      ]
      return { findings: [...findings, ...notes], steps: shown }
    },
  }
}

const notJson = 'it does not begin like JSON'

const unreadable = (reason: string): BridgeError => new BridgeError('har-unreadable', { reason })
