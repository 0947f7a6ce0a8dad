/** How long a step took, as people read it: "84 ms", "1.2 s". */
const unit = (name: string, digits: number): Intl.NumberFormat =>
  new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit: name,
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  })

const milliseconds = unit('millisecond', 0)
const seconds = unit('second', 1)

export const stepTime = (ms: number): string =>
  ms < 1000 ? milliseconds.format(ms) : seconds.format(ms / 1000)
