/** Made by the build out of card/ (card/inline-card.ts). */
declare module 'virtual:drawbridge-card' {
  /** The whole card: one HTML document without an outside address. */
  export const html: string
}
