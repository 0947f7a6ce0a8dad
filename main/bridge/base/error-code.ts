/** The code of an error from the operating system or Node ("ENOENT"), of whatever was thrown. */
export function errorCode(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string'
    ? thrown.code
    : undefined
}
