/** Links into Auth0's dashboard. They open in the tenant that is chosen there at the top left. */

export type DashboardPage =
  | 'application'
  | 'applications'
  | 'connections'
  | 'databases'
  | 'social'
  | 'apis'
  | 'explorer'
  | 'tenant'
  | 'logs'
  | 'users'
  | 'actions'

const pages: Record<Exclude<DashboardPage, 'application' | 'connections'>, string> = {
  applications: 'applications',
  databases: 'connections/database',
  social: 'connections/social',
  apis: 'apis',
  explorer: 'apis/management/explorer',
  tenant: 'tenant/general',
  logs: 'logs',
  users: 'users',
  actions: 'actions/library',
}

/** The page; those of one application need its client id and are the list of applications without. */
export function dashboardLink(page: DashboardPage, clientId?: string | null): string {
  const base = 'https://manage.auth0.com/#/'
  if (page !== 'application' && page !== 'connections') return `${base}${pages[page]}`
  if (!clientId) return `${base}${pages.applications}`
  const tab = page === 'application' ? 'settings' : 'connections'
  return `${base}applications/${encodeURIComponent(clientId)}/${tab}`
}
