/** A line of cloudflared as it may be kept. */

/** Masks what must not be kept: known secrets, and anything that looks like a token. */
export function redactLine(line: string, secrets: readonly string[]): string {
  let clean = line
  for (const secret of secrets) if (secret !== '') clean = clean.replaceAll(secret, '*****')
  return clean.replaceAll(/[A-Za-z0-9+/_-]{40,}=*/g, '*****').slice(0, 2_000)
}
