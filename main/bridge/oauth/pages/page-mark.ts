/** Two towers and a span, as in the panel: Claude's spire, ChatGPT's battlements, the leaves raised. */
import { markup, type Html } from './html.ts'

const tower = (x: number, roof: string): Html => markup`<g transform="translate(${x} 0)">
<path class="stone" d="M-29 82H29L36 236H-36Z"/><path class="stone" d="${roof}"/>
<path class="gate" d="M-15 168V150A15 15 0 0 1 15 150V168Z"/><path d="M-34 168H34"/>
<path class="window" d="M-6 118V104A6 6 0 0 1 6 104V118Z"/></g>`

const leaf = markup`<path class="stone" transform="rotate(-50 332 172)" d="M330 168H479.500V175Q400 178 352 196H330Z"/>`

const arches = markup`<path class="stone" d="M294 168V212H280V200A26 20 0 0 0 228 200V212H214V200A26 20 0 0 0 162 200V212H150V168Z"/>`

const mirrored = (half: Html): Html =>
  markup`<g transform="translate(960 0) scale(-1 1)">${half}</g>`

/** The span as it is while the owner is asked: up. */
export const pageMark: Html = markup`<svg class="mark" viewBox="176 4 608 240" aria-hidden="true" focusable="false">
${arches}${mirrored(arches)}
<path class="water" d="M348 216q9-5 18 0t18 0M452 218q9-5 18 0t18 0M560 215q9-5 18 0t18 0M398 230q9-5 18 0t18 0M508 231q9-5 18 0t18 0"/>
${leaf}${mirrored(leaf)}
<path class="chain" d="M327 92 389 100M633 92 571 100"/>
${tower(300, 'M-36 82 0 30 36 82Z')}
${tower(660, 'M-34 82V54H-20V64H-7V54H7V64H20V54H34V82Z')}
<path d="M300 30V10"/><path class="left" d="M300 10L320 15.500 300 21Z"/>
<path d="M660 54V32"/><path class="right" d="M660 32L680 37.500 660 43Z"/>
</svg>`
