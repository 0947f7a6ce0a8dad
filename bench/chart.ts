/** Measured throughput as bars, one group per protocol era: an SVG that reads in light and in dark. */
import { bareSdk, type Throughput } from './throughput.ts'

const width = 720
const [barHeight, gap, titleHeight] = [18, 6, 34]
const [labelWidth, valueWidth] = [250, 120]

export function chartOf(measured: readonly Throughput[]): string {
  const highest = Math.max(...measured.flatMap(({ perSecond }) => Object.values(perSecond)))
  let y = 0
  const parts: string[] = []
  for (const { era, perSecond } of measured) {
    const sdk = perSecond[bareSdk] ?? Number.NaN
    parts.push(text(0, y + 22, `${era}, requests per second over 16 connections`, 'title'))
    y += titleHeight
    for (const [what, value] of Object.entries(perSecond)) {
      const long = Math.max(1, (value / highest) * (width - labelWidth - valueWidth))
      const own = /^(?:check|send|tools)/.test(what) && !what.endsWith('before')
      parts.push(
        text(labelWidth - 8, y + 14, what, 'label'),
        `<rect x="${labelWidth}" y="${y}" width="${long.toFixed(1)}" height="${barHeight}" rx="2" class="${own ? 'own' : 'other'}"/>`,
        text(
          labelWidth + long + 8,
          y + 14,
          `${Math.round(value).toLocaleString('en')} · ${(value / sdk).toFixed(1)} ×`,
          'value',
        ),
      )
      y += barHeight + gap
    }
    y += gap
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" role="img" aria-label="Throughput of the bridge and of bare servers">
<style>
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.title { font-weight: 600 }
.label { text-anchor: end }
.own { fill: #2f6f5e }
.other { fill: #9aa4ad }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .own { fill: #63b39c } .other { fill: #5f6b76 } }
</style>
${parts.join('\n')}
</svg>
`
}

const text = (x: number, y: number, words: string, kind: string): string =>
  `<text x="${x.toFixed(1)}" y="${y}" class="${kind}">${words}</text>`
