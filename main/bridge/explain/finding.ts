/** What the doctor says about a text or a file: a problem of the catalogue, and what led to it. */
import type { ErrorCode, ErrorDetails } from '../base/errors.ts'
import { problem, type Problem } from './problem.ts'

export interface Finding {
  problem: Problem
  /** What in the text or the file led to it, free of secrets. */
  evidence: string
}

/** What is known here and makes explanations exact. */
export interface AboutBridge {
  /** Every MCP address of this bridge; the one to give to clients first. */
  mcpUrls: readonly string[]
}

export const finding = (
  code: ErrorCode,
  details: ErrorDetails,
  evidence: string,
  link: string | null = null,
): Finding => ({ problem: problem(code, details, link), evidence })

/** The same code only once, where it was found first. */
export function once(findings: readonly Finding[]): Finding[] {
  const found = new Map<string, Finding>()
  for (const one of findings) if (!found.has(one.problem.code)) found.set(one.problem.code, one)
  return [...found.values()]
}
