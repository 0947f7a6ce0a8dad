/** What Auth0's Management API answers. */
import { quoted, reason } from '../quoted.ts'
import type { Row } from '../row.ts'

const where = ['management'] as const
const is = (wanted: number) => (status: number) => status === wanted

export const managementApiRows: readonly Row[] = [
  {
    code: 'auth0-token-scopes',
    where: ['management', 'page'],
    text: /insufficient scope, expected any of:\s*([\w:, ]+)/i,
    page: 'explorer',
    details: ({ match }) => ({
      scopes: (match[1] ?? '')
        .split(/[\s,]+/)
        .filter(Boolean)
        .join(' or '),
    }),
  },
  {
    code: 'auth0-token-scopes',
    where,
    status: is(403),
    page: 'explorer',
    details: () => ({ scopes: 'a permission that this needs' }),
  },
  {
    code: 'auth0-token-refused',
    where: ['management', 'page'],
    text: /bad audience/i,
    page: 'explorer',
    details: reason,
  },
  { code: 'auth0-token-refused', where, status: is(401), page: 'explorer', details: reason },
  {
    code: 'auth0-not-found',
    where,
    status: is(404),
    page: 'applications',
    details: ({ fault }) => ({ what: quoted(fault.found, 'what was asked for') }),
  },
  {
    code: 'auth0-conflict',
    where,
    status: is(409),
    page: 'applications',
    details: ({ fault }) => ({ what: quoted(fault.found, 'something of that name') }),
  },
  { code: 'auth0-api-failed', where, details: reason },
]
