/** One step of the guide through the provider's pages. */
import type { MethodResult } from '../../../../main/contract.ts'

export type IdentityStep = MethodResult<'identity.steps'>[number]
