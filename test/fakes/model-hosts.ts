/**
 * What a host hands its model of one tool answer, as recorded from real ones (docs/mcp-clients.md):
 * Claude Code 2.1.332 and Codex 0.171.0 the structured answer as JSON, in the order of its keys, and
 * nothing of the text; opencode 1.18.33 the text and nothing else.
 */

export interface HostedAnswer {
  text: string
  data: Record<string, unknown>
}

export const modelHosts: [name: string, modelReads: (answer: HostedAnswer) => string][] = [
  ['a host that gives its model the structured answer', ({ data }) => JSON.stringify(data)],
  ['a host that gives its model the text', ({ text }) => text],
]
