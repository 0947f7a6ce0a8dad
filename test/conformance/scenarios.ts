/** Every scenario of the suite by the runs that cover it. New ones must be added here to pass. */
import type { Suite } from './conformance-run.ts'

export interface Run {
  title: string
  era: 'initialize era' | '2026-07-28'
  suite: Suite
  args: string[]
  scenarios: string[]
}

const bothEras = [
  'completion-complete',
  'dns-rebinding-protection',
  'json-schema-2020-12',
  'prompts-get-embedded-resource',
  'prompts-get-simple',
  'prompts-get-with-args',
  'prompts-get-with-image',
  'prompts-list',
  'resources-list',
  'resources-read-binary',
  'resources-read-text',
  'resources-templates-read',
  'server-sse-multiple-streams',
  'tools-call-audio',
  'tools-call-embedded-resource',
  'tools-call-error',
  'tools-call-image',
  'tools-call-mixed-content',
  'tools-call-simple-text',
  'tools-call-with-progress',
  'tools-list',
]

const initializeEra = [
  ...bothEras,
  'elicitation-sep1034-defaults',
  'elicitation-sep1330-enums',
  'logging-set-level',
  'ping',
  'resources-subscribe',
  'resources-unsubscribe',
  'server-initialize',
  'server-sse-polling',
  'tools-call-elicitation',
  'tools-call-sampling',
  'tools-call-with-logging',
]

const stateless = [
  ...bothEras,
  'caching',
  'http-custom-header-server-validation',
  'http-header-validation',
  'input-required-result-basic-elicitation',
  'input-required-result-basic-list-roots',
  'input-required-result-basic-sampling',
  'input-required-result-capability-check',
  'input-required-result-ignore-extra-params',
  'input-required-result-missing-input-response',
  'input-required-result-multi-round',
  'input-required-result-multiple-input-requests',
  'input-required-result-non-tool-request',
  'input-required-result-request-state',
  'input-required-result-result-type',
  'input-required-result-tampered-state',
  'input-required-result-unsupported-methods',
  'input-required-result-validate-input',
  'sep-2164-resource-not-found',
  'server-stateless',
  'tasks-capability-negotiation',
  'tasks-dispatch-and-envelope',
  'tasks-lifecycle',
  'tasks-mrtr-composition',
  'tasks-mrtr-input',
  'tasks-request-headers',
  'tasks-request-state-removal',
  'tasks-required-task-error',
  'tasks-status-notifications',
  'tasks-wire-fields',
]

/** Of an extension, and in no requirement set: named one by one. */
const skills = [
  'sep-2640-skills-directory',
  'sep-2640-skills-enumeration',
  'sep-2640-skills-manifest',
]

export const runs: Run[] = [
  {
    title: '0.1.16, all scenarios',
    era: 'initialize era',
    suite: '0.1',
    args: ['--suite', 'all'],
    scenarios: initializeEra,
  },
  {
    title: '0.2.0-alpha.12, requirements 2025-11-25',
    era: 'initialize era',
    suite: '0.2',
    args: ['--requirements', '2025-11-25'],
    scenarios: [...initializeEra, 'server-session-lifecycle'],
  },
  {
    title: '0.2.0-alpha.12, requirements 2026-07-28',
    era: '2026-07-28',
    suite: '0.2',
    args: ['--requirements', '2026-07-28'],
    scenarios: stateless,
  },
  ...skills.map((scenario): Run => ({
    title: `0.2.0-alpha.12, ${scenario}`,
    era: '2026-07-28',
    suite: '0.2',
    args: ['--scenario', scenario],
    scenarios: [scenario],
  })),
]
