/** Files of the owner's own, outside the bridge. */
import { errorCode } from '../bridge/base/error-code.ts'
import { BridgeError } from '../bridge/base/errors.ts'

/** Uses one; what the system says against it comes in our words. */
export async function localFile<T>(path: string, use: () => Promise<T>): Promise<T> {
  try {
    return await use()
  } catch (error) {
    const reason = systemReasons[errorCode(error) ?? '']
    if (reason === undefined) throw error
    throw new BridgeError('local-file-unusable', { path, reason }, { cause: error })
  }
}

const systemReasons: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  EACCES: 'access to it is denied',
  ENOTDIR: 'a part of its path is not a folder',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
}
