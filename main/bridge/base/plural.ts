/** "1 message", "2 messages"; `many` where an s does not do. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`
