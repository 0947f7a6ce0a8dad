/**
 * What the page shows before any script has run: the frame, with nothing known of the bridge. Drawn by the build
 * (scripts/lib/first-paint.ts); the panel puts itself in its place. Nothing in it can be used or read out yet.
 */
import { renderToStaticMarkup } from 'react-dom/server'
import { Places } from './frame/Places.tsx'

const nothing = (): void => {}

export const firstPaint = (): string =>
  renderToStaticMarkup(
    <div className="frame" inert aria-hidden="true">
      <Places
        current={undefined}
        status={undefined}
        stopped={false}
        waiting={0}
        onPalette={nothing}
        onHeld={nothing}
        onShortcuts={nothing}
      />
    </div>,
  )
