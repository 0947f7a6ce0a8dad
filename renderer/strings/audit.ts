/** Every kind of entry of the audit trail in plain words. What a kind is about stands in its detail. */
type Detail = Record<string, string | number>

const of = (detail: Detail, name: string): string => String(detail[name] ?? '')
const somebody = (who: string | null): string => who ?? 'Somebody'

/** `who` is the client, by the name it has or had. */
export const auditSentences: Record<string, (who: string | null, detail: Detail) => string> = {
  'bridge.raised': () => 'The bridge was raised: nothing crosses.',
  'bridge.lowered': () => 'The bridge was lowered.',
  'settings.changed': (_who, detail) => `Settings were changed: ${of(detail, 'names')}.`,
  'data.backed-up': () => 'A backup was made.',
  'data.purged': (_who, detail) =>
    `Old data was removed for good: ${of(detail, 'entries')} texts, ${of(detail, 'contents')} contents.`,
  'data.reset': () => 'Everything was moved aside for a fresh start.',

  'client.registered': (who, detail) => `${who ?? of(detail, 'name')} registered itself.`,
  'client.added': (who, detail) => `You added ${who ?? of(detail, 'name')} by hand.`,
  'client.assigned': (who, detail) =>
    `${somebody(who)} speaks as ${of(detail, 'participant')} now.`,
  'client.renamed': (who, detail) => `You call ${somebody(who)} “${of(detail, 'name')}” now.`,
  'client.narrowed': (who, detail) => `${somebody(who)} may only do: ${of(detail, 'scopes')}.`,
  'client.reads': (who, detail) =>
    of(detail, 'reads') === 'whole'
      ? `You let ${somebody(who)} read the whole conversation.`
      : `${somebody(who)} reads only its own conversation now.`,
  'client.revoked': (who, detail) => `You revoked ${who ?? of(detail, 'name')}.`,

  // Without its number, which the owner reads from the page of the client and nowhere else.
  'approval.requested': (who) => `${somebody(who)} asked to cross.`,
  'approval.approved': (who, detail) =>
    `${somebody(who)} was let in as ${of(detail, 'participant')}.`,
  'approval.denied': (who, detail) =>
    of(detail, 'shut') === ''
      ? `You turned ${somebody(who)} away, number ${of(detail, 'number')}.`
      : `You turned ${somebody(who)} away, and all sign-ins like it for ten minutes.`,
  'approval.admitted': () => 'You let in one sign-in while others like it were shut out.',
  'approval.cancelled': (who) => `The request of ${somebody(who)} ended by itself.`,

  'key.created': () => 'A signing key was made.',
  'key.rotated': () => 'The signing keys were rotated.',
  'key.lost': () => 'The private part of a signing key was gone; a new one took its place.',

  'event.ended': (who) => `A subscription of ${somebody(who)} to events ended.`,
  'sign-in.finished': (who) => `${somebody(who)} finished signing in.`,
  'token.issued': (who) => `${somebody(who)} got a token.`,
  'token.revoked': (who) => `A token of ${somebody(who)} was ended.`,
  'grant.revoked': (who) => `What ${somebody(who)} was granted was taken back.`,

  'identity.saved': (_who, detail) => `A provider was set up: ${of(detail, 'issuer')}.`,
  'identity.on': (_who, detail) => `Sign-ins go to ${of(detail, 'issuer')}.`,
  'identity.off': () => 'You approve clients on this computer again.',
  'identity.bound': (_who, detail) => `${of(detail, 'person')} became the owner.`,
  'identity.unbound': () => 'The owner was unbound.',
  'identity.admitted': (_who, detail) =>
    `${of(detail, 'subject')} may sign in, as ${of(detail, 'participants')}.`,
  'identity.dismissed': (_who, detail) => `${of(detail, 'subject')} was shut out.`,
  'identity.callback-confirmed': (_who, detail) =>
    `The callback ${of(detail, 'callback')} was confirmed by ${of(detail, 'by')}.`,

  'upstream.begun': (who) => `${somebody(who)} was sent to the provider to sign in.`,
  'upstream.signed-in': (_who, detail) => `${of(detail, 'person')} signed in at the provider.`,
  'upstream.refused': (_who, detail) =>
    `Somebody who may not come in signed in at the provider: ${of(detail, 'person') || of(detail, 'code')}.`,
  'upstream.failed': (_who, detail) => `A sign-in at the provider failed: ${of(detail, 'code')}.`,
  'upstream.foreign-browser': () => 'A sign-in came back in another browser and was refused.',
}

/** A kind that this panel does not know yet is shown as it is. */
export const auditSentence = (kind: string, who: string | null, detail: Detail): string =>
  (Object.hasOwn(auditSentences, kind) ? auditSentences[kind] : undefined)?.(who, detail) ??
  `${kind}${who === null ? '' : `: ${who}`}`
