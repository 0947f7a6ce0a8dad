/** How large one request may be, so that the largest file or message the owner allows fits into it. */
import type { ConversationLimits } from '../conversation/types.ts'

/** A file of the largest size as one request carries it: base64, with JSON around it. */
export const requestBytes = ({ fileBytes }: Pick<ConversationLimits, 'fileBytes'>): number =>
  Math.ceil(fileBytes / 3) * 4 + 64 * 1024

/** A message of the largest size: JSON may write two bytes of it as six (`\u00e9`). */
export const messageRequestBytes = ({
  messageBytes,
}: Pick<ConversationLimits, 'messageBytes'>): number => messageBytes * 3 + 64 * 1024
