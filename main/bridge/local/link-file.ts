/** The file in the data folder (owner-only) by which local programs find the running bridge. */
export interface LinkFile {
  path: string
  token: string
  pid: number
}

export const linkFileName = 'link.json'
