/** Where the window was, and where it may be: screens come and go between two starts. */
import { z } from 'zod'

const boundsSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1),
  height: z.int().min(1),
})
export type Bounds = z.infer<typeof boundsSchema>

export const windowStateSchema = z.object({
  /** Null until it was first moved or sized. */
  bounds: boundsSchema.nullable().default(null),
  maximized: z.boolean().default(false),
  /** The owner was told that closing the window does not end the bridge. */
  toldAboutHiding: z.boolean().default(false),
})
export type WindowState = z.infer<typeof windowStateSchema>

export const smallest = { width: 720, height: 520 }
const usual = { width: 1180, height: 800 }
/** So much of the title bar must be on a screen that it can be taken hold of. */
const holdWidth = 96
const titleHeight = 32

/** The kept bounds where they still can be used, else the middle of the first screen. */
export function placeWindow(
  kept: Bounds | null,
  screens: readonly [Bounds, ...Bounds[]] | readonly Bounds[],
): Bounds {
  const [first = { x: 0, y: 0, ...usual }] = screens
  if (kept && screens.some((screen) => canBeHeld(kept, screen))) {
    return { ...kept, ...atLeast(kept) }
  }
  const width = Math.min(kept?.width ?? usual.width, first.width)
  const height = Math.min(kept?.height ?? usual.height, first.height)
  return {
    x: first.x + Math.round((first.width - width) / 2),
    y: first.y + Math.round((first.height - height) / 2),
    width,
    height,
  }
}

const atLeast = ({ width, height }: Bounds) => ({
  width: Math.max(width, smallest.width),
  height: Math.max(height, smallest.height),
})

function canBeHeld(window: Bounds, screen: Bounds): boolean {
  const right = Math.min(window.x + window.width, screen.x + screen.width)
  const left = Math.max(window.x, screen.x)
  const titleInside = window.y >= screen.y && window.y + titleHeight <= screen.y + screen.height
  return titleInside && right - left >= holdWidth
}
