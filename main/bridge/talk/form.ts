/**
 * A form is data: which phases a talk has, who speaks in each, whether it is closed or open, and what is
 * asked for. The bridge brings four; an owner may add more as files.
 */
import { z } from 'zod'
import { boundsSchema, phaseKind } from '../../contract/talks.ts'
import { fieldNames } from '../../contract/hand-ins.ts'

const id = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, 'lower-case letters, digits and dashes')
const words = z.string().trim().min(1).max(600)

const phaseSchema = z.strictObject({
  id,
  title: words,
  kind: phaseKind,
  /** `all`, or the id of a role. */
  who: z.union([z.literal('all'), id]).default('all'),
  /** What the seat is asked, in the second person; {role} and {others} are filled in. */
  ask: words,
  required: z.array(z.enum(fieldNames)).default([]),
  optional: z.array(z.enum(fieldNames)).default([]),
  /** Part of what is repeated, as many rounds as the talk has. Such phases follow one another. */
  repeats: z.boolean().default(false),
  /** The short answers of this phase are compared, and a talk that agrees goes on to the verdict. */
  compares: z.boolean().default(false),
  /** Only when the comparison before could not tell; two yeses to `same` settle it. */
  onlyWhenUnclear: z.boolean().default(false),
  /** So long is waited for one who has the turn. */
  minutes: z.number().int().min(1).max(10_080).default(30),
})
export type Phase = z.infer<typeof phaseSchema>

export const formSchema = z
  .strictObject({
    id,
    title: words,
    goodFor: words,
    roles: z
      .array(z.strictObject({ id, title: words, task: words }))
      .max(8)
      .default([]),
    /** The role of each seat, in order, where the owner chose none. */
    usualRoles: z.array(id.nullable()).max(6).default([]),
    seats: z
      .strictObject({ least: z.number().int().min(2), most: z.number().int().max(6) })
      .default({ least: 2, most: 3 }),
    bounds: boundsSchema,
    /** Seats are "A" and "B" to each other, so that nobody weighs a name. */
    anonymous: z.boolean().default(false),
    /** What the last round does when it did not settle things: pause and ask, or go on. */
    afterLastRound: z.enum(['ask', 'go-on']).default('go-on'),
    phases: z.array(phaseSchema).min(1).max(20),
  })
  .superRefine((form, context) => {
    const problem = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message })
    const roles = new Set(form.roles.map((role) => role.id))
    form.phases.forEach((phase, index) => {
      const at = ['phases', index]
      if (phase.who !== 'all' && !roles.has(phase.who)) {
        problem([...at, 'who'], `there is no role "${phase.who}"`)
      }
      if (form.phases.findIndex((other) => other.id === phase.id) !== index) {
        problem([...at, 'id'], `another phase is called "${phase.id}"`)
      }
      const isLast = index === form.phases.length - 1
      if ((phase.kind === 'verdict') !== isLast) {
        problem([...at, 'kind'], 'the last phase, and only the last, is the verdict')
      }
      if (phase.kind !== 'verdict' && phase.required.length === 0) {
        problem([...at, 'required'], 'ask for something')
      }
      if (phase.compares && !phase.required.includes('answer')) {
        problem([...at, 'compares'], 'only phases that require "answer" can be compared')
      }
      if (phase.compares && phase.repeats) problem([...at, 'compares'], 'not in what is repeated')
      if (phase.onlyWhenUnclear && !(form.phases[index - 1]?.compares ?? false)) {
        problem([...at, 'onlyWhenUnclear'], 'the phase before must be one that is compared')
      }
      if (phase.onlyWhenUnclear && !phase.required.includes('same')) {
        problem([...at, 'required'], 'it must ask for "same"')
      }
    })
    const repeated = form.phases.flatMap(({ repeats }, index) => (repeats ? [index] : []))
    const [first = 0] = repeated
    if (repeated.some((index, place) => index !== first + place)) {
      problem(['phases'], 'the phases that repeat must follow one another')
    }
    form.usualRoles.forEach((role, index) => {
      if (role !== null && !roles.has(role)) {
        problem(['usualRoles', index], `there is no role "${role}"`)
      }
    })
    if (form.seats.least > form.seats.most) problem(['seats'], '"least" is more than "most"')
  })
export type Form = z.infer<typeof formSchema>
