/**
 * What each scenario of the conformance suite is expected to come to, and why where that is not a
 * pass. A scenario that is not named here, or that comes to something else, fails the test.
 */
import type { Outcome } from './conformance-run.ts'

export type Expected =
  | { kind: 'passes' }
  /** Some checks do not pass: exactly these. */
  | { kind: 'partly'; because: string; failed?: string[]; skipped?: string[] }
  /** What it examines does not exist here, so it must not pass: else the sentence is no longer true. */
  | { kind: 'not offered'; because: string }

const passes: Expected = { kind: 'passes' }
const notOffered = (because: string): Expected => ({ kind: 'not offered', because })
const asksFor = (what: string) => notOffered(`it asks for ${what} of the fixture`)

const noSessions = 'the initialize era is served without sessions'
const noRequestsToClients = `${noSessions}, so the server cannot ask the client in the middle of a call`
const frozenLists = 'no list of tools or prompts changes while the bridge runs'

/** True of the endpoint itself, whatever server is behind it. */
const ofTheEndpoint: Record<string, Expected> = {
  'server-session-lifecycle': notOffered(noSessions),
  'server-sse-polling': notOffered(`${noSessions} and answered with plain JSON`),
  'server-sse-multiple-streams (initialize era)': notOffered(
    `${noSessions} and answered with plain JSON`,
  ),
  'tools-call-sampling': notOffered(noRequestsToClients),
  'tools-call-elicitation': notOffered(noRequestsToClients),
  'elicitation-sep1034-defaults': notOffered(noRequestsToClients),
  'elicitation-sep1330-enums': notOffered(noRequestsToClients),
  'tools-call-with-logging': notOffered(
    'a call of the initialize era is answered with plain JSON unless progress was asked for',
  ),
  ...Object.fromEntries(
    [
      'tasks-lifecycle',
      'tasks-capability-negotiation',
      'tasks-wire-fields',
      'tasks-request-state-removal',
      'tasks-mrtr-input',
      'tasks-request-headers',
      'tasks-dispatch-and-envelope',
      'tasks-status-notifications',
      'tasks-required-task-error',
      'tasks-mrtr-composition',
    ].map((name) => [name, notOffered('the tasks extension is not offered')]),
  ),
  ...Object.fromEntries(
    ['sep-2640-skills-directory', 'sep-2640-skills-enumeration', 'sep-2640-skills-manifest'].map(
      (name) => [name, notOffered('the skills extension is not offered')],
    ),
  ),
}

const skippedLists = [
  'sep-2575-server-sends-prompts-list-changed-on-subscription',
  'sep-2575-server-sends-tools-list-changed-on-subscription',
]

/** With the fixture behind the endpoint. */
export const expectedOfFixture: Record<string, Expected> = {
  ...ofTheEndpoint,
  'server-stateless': { kind: 'partly', because: frozenLists, skipped: skippedLists },
}

/** With the bridge's own server behind it: what needs the fixture cannot pass here. */
export const expectedOfProduct: Record<string, Expected> = {
  ...ofTheEndpoint,
  'server-stateless': {
    kind: 'partly',
    because: `it asks for three test tools of the fixture, and ${frozenLists}`,
    failed: [
      'sep-2575-http-server-no-independent-requests-on-stream',
      'sep-2575-missing-capability-http-400',
      'sep-2575-server-no-log-without-loglevel',
      'sep-2575-server-rejects-undeclared-capability',
    ],
    skipped: skippedLists,
  },
  'completion-complete': notOffered('no prompt of the bridge has arguments to complete'),
  'logging-set-level': notOffered('the bridge sends its clients no log messages'),
  'resources-subscribe': notOffered(`${noSessions}, so nothing could be announced over HTTP`),
  'resources-unsubscribe': notOffered(`${noSessions}, so nothing could be announced over HTTP`),
  'tools-call-simple-text': asksFor('the tool test_simple_text'),
  'tools-call-image': asksFor('the tool test_image_content'),
  'tools-call-audio': asksFor('the tool test_audio_content'),
  'tools-call-embedded-resource': asksFor('the tool test_embedded_resource'),
  'tools-call-mixed-content': asksFor('the tool test_multiple_content_types'),
  'tools-call-error': asksFor('the tool test_error_handling'),
  'tools-call-with-progress': asksFor('the tool test_tool_with_progress'),
  'json-schema-2020-12': asksFor('the tool json_schema_2020_12_tool'),
  'http-custom-header-server-validation': asksFor('a tool with x-mcp-header'),
  'resources-read-text': asksFor('the resource test://static-text'),
  'resources-read-binary': asksFor('the resource test://static-binary'),
  'resources-templates-read': asksFor('the resource template test://template/{id}/data'),
  'prompts-get-simple': asksFor('the prompt test_simple_prompt'),
  'prompts-get-with-args': asksFor('the prompt test_prompt_with_arguments'),
  'prompts-get-embedded-resource': asksFor('the prompt test_prompt_with_embedded_resource'),
  'prompts-get-with-image': asksFor('the prompt test_prompt_with_image'),
  ...Object.fromEntries(
    [
      'basic-elicitation',
      'basic-sampling',
      'basic-list-roots',
      'request-state',
      'multiple-input-requests',
      'multi-round',
      'missing-input-response',
      'non-tool-request',
      'result-type',
      'tampered-state',
      'capability-check',
      'ignore-extra-params',
    ].map((name) => [
      `input-required-result-${name}`,
      asksFor('a tool or prompt that needs input; the bridge has none'),
    ]),
  ),
}

/** A row may hold for one run only: `scenario (run)`. */
export const expectedOf = (table: Record<string, Expected>, scenario: string, run: string) =>
  table[`${scenario} (${run})`] ?? table[scenario] ?? passes

/** What an outcome is, in the words of the table. */
export function described(outcome: Outcome, expected: Expected): Expected {
  const { passed, failed, warned, skipped } = outcome
  const flawless = failed.length + warned.length + skipped.length === 0 && passed.length > 0
  if (flawless) return passes
  if (expected.kind === 'not offered') return expected
  return {
    kind: 'partly',
    because: expected.kind === 'partly' ? expected.because : outcome.messages.join('\n'),
    ...((failed.length > 0 || warned.length > 0) && { failed: [...failed, ...warned].sort() }),
    ...(skipped.length > 0 && { skipped }),
  }
}
