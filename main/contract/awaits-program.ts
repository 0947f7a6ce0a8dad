/**
 * Whether there is no public address only because cloudflared was never fetched. It is no fault: who
 * wants programs on this computer alone needs neither.
 */
export const awaitsProgram = ({
  state,
  lastError,
}: {
  state: string
  lastError: { code: string } | null
}): boolean => state === 'waiting' && lastError?.code === 'cloudflared-missing'
