/**
 * ChatGPT on the web. It has no address that prefills a form, so these are steps. Texts of its screens:
 * developers.openai.com, custom MCP server guide, November 2026; older accounts show other menus.
 */
import { step, type ClientKind } from './client-kind.ts'

const plugins = { label: 'ChatGPT, Plugins', url: 'https://chatgpt.com/plugins' }

export const chatgpt: ClientKind = {
  id: 'chatgpt',
  name: 'ChatGPT',
  speaksAs: null,
  signs: () => ({ paths: [], programs: [] }),
  steps: ({ publicUrl }) => [
    step('Open the plugins of ChatGPT in your browser.', { open: plugins }),
    step('Choose “+”, then “Add custom MCP server”.'),
    step('As name enter Drawbridge; as connection choose “Server URL” and paste the address.', {
      copy: [
        { label: 'Name', value: 'Drawbridge' },
        ...(publicUrl === null ? [] : [{ label: 'Server URL', value: publicUrl }]),
      ],
    }),
    step('As authentication choose “OAuth”. Leave client id and secret empty.'),
    step('Tick the box about the risk and choose “Create as a plugin”.'),
    step('A page of your bridge opens with a number: approve that number here.'),
    step(
      'No “Add custom MCP server”? Open Settings → Apps → Advanced settings, switch “Developer mode” on, and choose “Create app” there.',
      { open: { label: 'ChatGPT, Settings', url: 'https://chatgpt.com/#settings/Connectors' } },
    ),
  ],
  recognises: ({ vendor }) => vendor === 'chatgpt',
}
