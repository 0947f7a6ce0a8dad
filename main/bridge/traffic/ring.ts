/** The ended rows in the order in which they ended: so many, and so many bytes of text. */
import { dropTexts, type TrafficRecord } from './record.ts'

export interface Ring {
  push(record: TrafficRecord): void
  /** Rows kept. */
  size(): number
  /** Index 0 is the oldest. */
  at(index: number): TrafficRecord | undefined
  /** Index of the first row whose change is greater; `size()` when there is none. */
  firstAfter(change: number): number
  /** The latest change that is not kept any more. */
  lostUpTo(): number
  resize(rows: number): void
  clear(): void
}

export function createRing(rows: number, mostBytes: number): Ring {
  let capacity = rows
  let slots: TrafficRecord[] = []
  /** Where the oldest is, once the ring is full. */
  let head = 0
  let bytes = 0
  /** Index of the oldest row that may still have its texts. */
  let withTexts = 0
  let lost = 0

  const at = (index: number): TrafficRecord | undefined => slots[(head + index) % slots.length]

  function makeRoomForTexts(): void {
    while (bytes > mostBytes && withTexts < slots.length) {
      const record = at(withTexts)
      if (record) {
        bytes -= record.size
        dropTexts(record)
      }
      withTexts += 1
    }
  }

  return {
    push(record) {
      if (capacity === 0) {
        lost = record.change
        return
      }
      if (slots.length < capacity) {
        slots.push(record)
      } else {
        const oldest = slots[head]
        slots[head] = record
        head = (head + 1) % capacity
        withTexts = Math.max(0, withTexts - 1)
        if (oldest) {
          lost = oldest.change
          bytes -= oldest.size
        }
      }
      bytes += record.size
      if (bytes > mostBytes) makeRoomForTexts()
    },
    size: () => slots.length,
    at,
    firstAfter(change) {
      let [low, high] = [0, slots.length]
      while (low < high) {
        const middle = (low + high) >>> 1
        if ((at(middle)?.change ?? 0) > change) high = middle
        else low = middle + 1
      }
      return low
    },
    lostUpTo: () => lost,
    resize(wanted) {
      const kept = [...slots.slice(head), ...slots.slice(0, head)]
      const gone = kept.splice(0, Math.max(0, kept.length - wanted))
      lost = gone.at(-1)?.change ?? lost
      capacity = wanted
      slots = kept
      head = 0
      bytes = kept.reduce((sum, { size }) => sum + size, 0)
      withTexts = 0
    },
    clear() {
      lost = slots.length === 0 ? lost : (at(slots.length - 1)?.change ?? lost)
      slots = []
      head = 0
      bytes = 0
      withTexts = 0
    },
  }
}
