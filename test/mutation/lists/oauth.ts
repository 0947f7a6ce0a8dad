import { mutantsOf } from '../mutant.ts'

const o = (...names: string[]) => names.map((name) => `test/oauth/${name}.test.ts`)
const folder = 'main/bridge/oauth'

export const oauth = [
  ...mutantsOf(`${folder}/adapter.ts`, o('one-code-race', 'adapter'), [
    ['if (changes > 0) return', 'return', 'a code is used once by simultaneous requests'],
    ["if (model === 'AuthorizationCode') {", 'if (false) {', 'a used code is refused'],
    ["AND payload ->> '$.consumed' IS NULL`)", '`)', 'a code is consumed once'],
    ['expiresAt <= seconds()', 'expiresAt < 0', 'what has expired is gone'],
    ["if (model !== 'RefreshToken' ||", 'if (', 'a code has no grace'],
    ['passed < refreshGraceSeconds', 'passed >= 0', 'the grace of a refresh token ends'],
    ['passed < refreshGraceSeconds', 'false', 'a retry within the grace is answered'],
    [
      'Math.abs(seconds() - consumed)',
      'seconds() - consumed',
      'a clock set back does not lengthen the grace',
    ],
    ['again.changes === 0', 'false', 'a refresh token does not multiply without end'],
    ["coalesce(payload ->> '$.uses', 1) < ?`)", '? > 0`)', 'uses within the grace are counted'],
  ]),
  ...mutantsOf(`${folder}/approval/own-interaction.ts`, o('borrowed-cookie'), [
    ['interaction.uid !== uid || ', '', 'a cookie opens its own address only'],
    [
      '|| !interaction.returnTo.startsWith(`${origin.url}/`)',
      '',
      'a cookie opens its own origin only',
    ],
  ]),
  ...mutantsOf(`${folder}/approval/own-interaction.ts`, o('approvals'), [
    [
      "if (!sameText(form.get('csrf') ?? '', csrf)) {",
      'if (false) {',
      'a form of another page does nothing',
    ],
    [
      ".catch((error: unknown) => {\n        throw error instanceof Error && error.name === 'SessionNotFound' ? foreign() : error\n      })",
      '',
      'a browser without the cookie is told so',
    ],
  ]),
  ...mutantsOf(`${folder}/clients/client-documents.ts`, o('client-documents'), [
    ['size > maxDocumentBytes', 'size > 2 * maxDocumentBytes', 'a long document is refused'],
    ['size > maxDocumentBytes', 'size >= maxDocumentBytes', 'a document of 5 kB is not'],
    ["redirect: 'manual'", "redirect: 'follow'", 'no redirect is followed'],
    [
      'addresses.some(({ address }) => isSpecialAddress(address))',
      'false',
      'no private address is asked',
    ],
    ['addresses.length === 0 || ', '', 'a name without an address is not asked'],
    ["url?.protocol === 'https:' && ", '', 'a document comes by https'],
    ['&& isPublicName(url.hostname)', '', 'no local name is asked'],
    ["&& url.pathname !== '/'", '', 'a bare host is no client id'],
    [
      'if (problem !== undefined) throw new Error(`a redirect',
      'if (false) throw new Error(`a redirect',
      'redirect addresses of documents are checked',
    ],
    [
      'clock.now() - failure.at < failureMs',
      'false',
      'a failed document is not asked for twice at once',
    ],
    [
      '|| record.participant === null) return undefined',
      ') return undefined',
      'only an approved client lives from the copy',
    ],
  ]),
  ...mutantsOf('main/bridge/base/public-lookup.ts', o('guarded-dispatcher.whole'), [
    [
      '!first || addresses.some(({ address }) => isSpecialAddress(address))',
      '!first',
      'no socket goes to a private address',
    ],
  ]),
  ...mutantsOf('main/bridge/base/special-addresses.ts', o('client-documents'), [
    ["'64:ff9b:1::/48',", '', '64:ff9b:1::/48 is private'],
    ["'fec0::/10',", '', 'fec0::/10 is private'],
    ["'169.254.0.0/16',", '', 'link-local addresses are private'],
    [
      'if (family === 0) return true',
      'if (family === 0) return false',
      'what is no address is not public',
    ],
    ["name.includes('.') && ", '', 'a name without a dot is local'],
    ["replace(/\\.$/, '')", "replace(/\\.\\.$/, '')", 'a dot at the end changes nothing'],
  ]),
  ...mutantsOf(`${folder}/tokens/access-tokens.ts`, o('attacks'), [
    [
      "algorithms: ['RS256']",
      "algorithms: ['RS256', 'RS384', 'RS512', 'PS256']",
      'one algorithm is accepted',
    ],
    ["        typ: 'at+jwt',\n", '', 'an ID token is no access token'],
    ['        issuer: origin.url,\n', '', 'a token is for its issuer'],
    ['        audience: resourceOf(origin.url),\n', '', 'a token is for its audience'],
  ]),
  ...mutantsOf(`${folder}/tokens/access-tokens.ts`, o('tokens', 'clients'), [
    ['claims.exp * 1_000 <= clock.now()', 'false', 'a token ends'],
    ['denied.has(claims.jti) || ', '', 'a revoked token ends'],
    ['|| !grants.isAlive(claims.gid)', '', 'a token ends with its grant'],
    [
      'if (entry?.claims.iss !== origin.url)',
      'if (!entry)',
      'a token seen at one origin is new at another',
    ],
    ['|| participant === undefined)', ')', 'a grant without a participant lets nobody in'],
  ]),
  ...mutantsOf(`${folder}/tokens/access-tokens.ts`, o('owner-decisions'), [
    ['.filter((scope) => allowed.has(scope))', '', 'scopes taken away count at once'],
    [
      'if (entry.effective && entry.allowed === allowed)',
      'if (entry.effective)',
      'a change of scopes is noticed',
    ],
    [
      'reads: grants.readsOf(claims.gid)',
      "reads: 'whole'",
      'a client reads what the owner lets it read',
    ],
  ]),
  ...mutantsOf(
    `${folder}/approval/approvals.ts`,
    o('approvals', 'vendor-flood', 'approval-flood'),
    [
      ['approval.expiresAt <= clock.now()', 'false', 'a number is worth nothing after ten minutes'],
      ["it.decision === 'waiting' && !isExpired(it)", '!isExpired(it)', 'a number is decided once'],
      [
        "if (!approval) throw new BridgeError('unknown-approval'",
        "if (false) throw new BridgeError('unknown-approval'",
        'an unknown number is refused',
      ],
      ["denyAll(['waiting', 'approved']", "denyAll(['approved']", 'revoking denies what waits'],
      [
        "if (!giveWay && !drawn) throw new BridgeError('approval-queue-full')",
        'if (!giveWay && !drawn) return approval',
        'a full queue refuses',
      ],
      [
        'lockouts.check(lineOf(approval), approval.uid)',
        'void 0',
        'what the owner shut out waits for nobody',
      ],
      ['if (others) lockouts.shut(line)', 'void line', 'a denial of all keeps newcomers out'],
      [
        'giveWay ? undefined : drawnPlace(approval)',
        'undefined',
        'a flood that holds every place loses one by lot',
      ],
    ],
  ),
  ...mutantsOf(`${folder}/approval/sign-in-lockouts.ts`, o('vendor-flood', 'approval-flood'), [
    [
      'if (pass !== admitted) throw',
      'if (!admitted) throw',
      'only the one the owner named comes in',
    ],
    ['end !== undefined && end > clock.now()', 'end !== undefined', 'what was shut opens again'],
  ]),
  ...mutantsOf(`${folder}/approval/place-lots.ts`, o('vendor-flood'), [
    [
      'now - before < lotMs) return false',
      'false) return false',
      'asking more often draws no more',
    ],
    [
      'if (drawnAt.size >= maxRemembered) return false',
      'void 0',
      'what is remembered of pages has an end',
    ],
  ]),
  ...mutantsOf(`${folder}/approval/approvals.ts`, o('owner-decisions'), [
    ['if (other !== undefined) {', 'if (false) {', 'no scope is granted that was not asked for'],
    ['if (granted.length > 0) return granted', 'return granted', 'at least one scope is granted'],
    [
      'participant === approval.suggestedParticipant && !approval.admitted',
      'true',
      'reading goes with the participant it was given to',
    ],
  ]),
  ...mutantsOf(`${folder}/approval/approval-queue.ts`, o('rules', 'vendor-flood', 'approvals'), [
    ['now - oldest.requestedAt >= turnMs', 'true', 'an open page keeps its place for a minute'],
    ['ofClient.length >= limits.pendingPerClient', 'false', 'one client has few places'],
    [
      'other.trusted === newcomer.trusted',
      'true',
      'strangers do not fill the places of known clients',
    ],
    ['&& other.attempt === newcomer.attempt', '', 'another attempt is not the same'],
    ['now - quietest.seenAt >= quietMs', 'true', 'an open page is not pushed out'],
    [
      'hasReturned(waiting) ? quietMs : firstReturnMs',
      'firstReturnMs',
      'a page that came back keeps its place',
    ],
  ]),
  ...mutantsOf('main/bridge/base/token-buckets.ts', o('rules'), [
    ['if (bucket.level < 1)', 'if (bucket.level < 0)', 'a burst has its size'],
    ['bucket.level -= 1', 'bucket.level -= 0', 'requests are counted'],
    ['Math.min(rate.burst, ', 'Math.max(0, ', 'a bucket does not overflow'],
    ['buckets.size >= maxBuckets && oldest', 'false && oldest', 'buckets are bounded'],
    ['Math.max(0, now - bucket.at)', '(now - bucket.at)', 'a clock set back takes nothing away'],
  ]),
  ...mutantsOf(`${folder}/clients/app-callbacks.ts`, o('rules'), [
    ['systemSchemes.includes(name) || ', '', 'schemes of the system are refused'],
    ['byHand || reverseDomain.test(scheme) || ', 'scheme !== "" || ', 'unknown apps are refused'],
    ["  'com.apple.',\n", '', 'com.apple. is the system’s'],
  ]),
  ...mutantsOf(`${folder}/clients/redirect-uris.ts`, o('rules', 'registration'), [
    ["if (uri.includes('#'))", 'if (false)', 'no fragment in a redirect address'],
    [
      "if (url.username !== '' || url.password !== '')",
      'if (false)',
      'no user name in a redirect address',
    ],
    [
      'loopbackHosts.has(url.hostname) ? undefined',
      'url.hostname ? undefined',
      'http only on this computer',
    ],
    ['if (uri.length > 2_000)', 'if (false)', 'a redirect address is short'],
  ]),
  ...mutantsOf(`${folder}/clients/stranger-redirects.ts`, o('attacks'), [
    ['!isStranger(records, clientId)) return\n', 'clientId) return\n', 'no redirect to a stranger'],
    ['target?.origin === origin.url && ', '', 'only our own origin is our own'],
  ]),
  ...mutantsOf(`${folder}/tokens/stored-id.ts`, o('stored-secrets'), [
    ["'AuthorizationCode', ", '', 'codes are kept as hashes'],
    ["'RefreshToken', ", '', 'refresh tokens are kept as hashes'],
    [
      'const { jti: _bearer, ...rest } = payload',
      'const rest = payload',
      'the payload repeats no token',
    ],
  ]),
  ...mutantsOf(`${folder}/clients/client-secrets.ts`, o('rules', 'sign-in'), [
    [
      'if (!stored?.startsWith(prefix)) return false',
      'if (stored === presented) return true\n  if (!stored) return false',
      'a stored text is no secret',
    ],
    ['sameText(hashClientSecret(presented), stored)', 'true', 'a wrong secret is refused'],
  ]),
  ...mutantsOf(`${folder}/tokens/structured-tokens.ts`, o('tokens'), [
    [
      'check.ok && check.claims.client_id === client.clientId',
      'check.ok',
      'a client asks about its own tokens',
    ],
    ['|| ctx.status !== 200) return', ') return', 'only who proved who it is is answered'],
    ['await denied.add(claims.jti, claims.exp)', 'void denied', 'revoking revokes'],
  ]),
  ...mutantsOf(`${folder}/tokens/denied-tokens.ts`, o('ended-sign-ins', 'tokens'), [
    ['denied.set(jti, expiresAtSeconds)', 'void jti', 'a revocation counts at once'],
    ['insert.run(jti, expiresAtSeconds)', '[]', 'a revocation survives a restart'],
    ['      onChange()\n', '', 'a revocation is announced'],
  ]),
  ...mutantsOf(`${folder}/tokens/grants.ts`, o('ended-sign-ins', 'owner-decisions'), [
    ['.filter((one) => scopes.includes(one))', '', 'narrowing narrows'],
    [
      'putPayload.run(JSON.stringify(narrowed(payload, kept)), grantId)',
      'void narrowed',
      'narrowing survives a restart',
    ],
    ['      dropFamily.run(grantId)\n', '', 'ending a grant ends its tokens'],
  ]),
  ...mutantsOf(`${folder}/approval/participant-name.ts`, o('ended-sign-ins'), [
    ["if (participant === 'owner') throw", 'if (false) throw', 'no client speaks as the owner'],
  ]),
  ...mutantsOf(`${folder}/request-body.ts`, o('registration'), [
    ['if (size > limit) throw', 'if (size > 2 * limit) throw', 'a long body is refused'],
    ['?.trim().toLowerCase() === type', " !== ''", 'a body of another type is refused'],
  ]),
  ...mutantsOf(`${folder}/pages/html.ts`, o('rules'), [
    ['return escapeHtml(String(value))', 'return String(value)', 'what strangers say is escaped'],
    [".replaceAll(/[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+/gu, ' ')", '', 'what strangers say is one line'],
  ]),
  ...mutantsOf(`${folder}/provider.ts`, o('attacks', 'registration'), [
    ['pkce: { required: () => true }', 'pkce: { required: () => false }', 'PKCE is required'],
    ["responseTypes: ['code']", "responseTypes: ['code', 'id_token']", 'codes only'],
  ]),
  ...mutantsOf(`${folder}/tokens/keys.ts`, o('keys'), [
    ['if (n !== find(kid)?.jwk.n) return undefined', 'void n', 'a key of another is not used'],
    ['await secrets.delete(secretName(kid))', 'void kid', 'a retired private key is deleted'],
    ['(tokenSeconds + handoverSeconds) * 1_000', '0', 'a retired key checks its last tokens'],
  ]),
  ...mutantsOf(`${folder}/clients/registration.ts`, o('registration'), [
    [
      'unapproved.length < limits.unapprovedRegistrations',
      'true',
      'unapproved registrations have a quota',
    ],
    ['if (uris.length > 20)', 'if (false)', 'a registration has few addresses'],
  ]),
]
