/** A flat store of strings by account name: what a keychain is, before anything is built on it. */
export interface Entries {
  get(account: string): Promise<string | undefined>
  set(account: string, value: string): Promise<void>
  delete(account: string): Promise<void>
}
