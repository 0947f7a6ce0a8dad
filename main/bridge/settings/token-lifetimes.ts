/** How long tokens and keys last, from the owner's settings to the seconds of the protocols. */
import type { Settings } from '../../contract/settings-schema.ts'

export const signInLimits = ({
  accessTokenMinutes,
  refreshTokenDays,
  keyRotationDays,
}: Settings['signIn']) => ({
  accessTokenSeconds: accessTokenMinutes * 60,
  refreshTokenSeconds: refreshTokenDays * 86_400,
  keySeconds: keyRotationDays * 86_400,
})
