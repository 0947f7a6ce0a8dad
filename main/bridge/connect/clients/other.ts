/** Any other MCP client: the two addresses and the local command, which all of them take in some form. */
import { step, stdioCopies, type ClientKind } from './client-kind.ts'

export const other: ClientKind = {
  id: 'other',
  name: 'Any other client',
  speaksAs: null,
  signs: () => ({ paths: [], programs: [] }),
  steps: (way) => [
    way.publicUrl === null
      ? step(
          'A client in the cloud needs a public address, and there is none yet: choose one under “Your address” in the panel, or start the bridge with --tunnel quick or --public-url.',
        )
      : step('A client in the cloud takes this address (MCP over HTTP, OAuth).', {
          copy: [{ label: 'Public address', value: way.publicUrl }],
        }),
    step('A client on this computer takes this one, with OAuth as well.', {
      copy: [{ label: 'Local address', value: way.localUrl }],
    }),
    step('A client that starts local servers takes this command and needs no sign-in.', {
      copy: stdioCopies(way),
    }),
    step('If it asks for a client id and cannot register by itself, make one for it here.'),
  ],
  recognises: () => false,
}
