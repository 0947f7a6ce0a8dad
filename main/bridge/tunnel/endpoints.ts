/** The servers on the internet the tunnel talks to, unless a test plays them. */
import type { Endpoints } from './types.ts'

export const defaultEndpoints: Endpoints = {
  quickService: 'https://api.trycloudflare.com',
  doh: ['https://cloudflare-dns.com/dns-query', 'https://dns.google/resolve'],
  control: 'https://www.gstatic.com/generate_204',
  edgePort: 443,
  edgeCa: undefined,
}
