/**
 * Claude on the web, which also serves Claude Desktop, mobile and Cowork from Anthropic's cloud. An
 * address opens its form with name and URL filled in (used by five independent projects, 2026).
 */
import { step, type ClientKind } from './client-kind.ts'

export const claudeWeb: ClientKind = {
  id: 'claude-web',
  name: 'Claude (web and mobile)',
  speaksAs: null,
  signs: () => ({ paths: [], programs: [] }),
  deepLink({ publicUrl }) {
    if (publicUrl === null) return null
    const query = new URLSearchParams({
      modal: 'add-custom-connector',
      connectorName: 'Drawbridge',
      connectorUrl: publicUrl,
    })
    return `https://claude.ai/customize/connectors?${query}`
  },
  steps: ({ publicUrl }) => [
    step('Open the connectors of Claude in your browser.', {
      open: { label: 'Claude, Connectors', url: 'https://claude.ai/customize/connectors' },
    }),
    step('Choose “Add custom connector”.'),
    step('Enter a name and paste the address.', {
      copy: [
        { label: 'Name', value: 'Drawbridge' },
        ...(publicUrl === null ? [] : [{ label: 'Remote MCP server URL', value: publicUrl }]),
      ],
    }),
    step('Choose “Sign in now” and leave the client on “Use Claude’s published identity”.'),
    step('A page of your bridge opens with a number: approve that number here.'),
  ],
  recognises: ({ vendor, name }) => vendor === 'claude' && !/claude code/i.test(name),
}
