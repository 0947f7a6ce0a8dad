/** Names whose value is secret: `DB_PASSWORD`, `apiKey`, `X-Auth-Token`; and names that only speak about one. */

/** Every name that can hold a secret has one of these in it; most names do not, and are done with here. */
const mayHold = /pass|pwd|pw$|pat$|secret|key|token|auth|dsn|crumb|login|kennwort/i

/** Whatever is joined to them. */
const secretName =
  /pass(?:word|wort|wd|phrase|code)|kennwort|^de_passe$|(?:^|[_.-])(?:pass|pwd|pw|pat|crumb)$|secret|(?:^|[_.-])(?:auth|dsn)$|(?:api|access|account|private|preshared|signing|encryption|master|service|session|license|shared|storage|admin|deploy|device|client|app|auth|webhook|role)[_.-]?key|(?:^|[_.-])token$|(?:access|auth|api|refresh|bearer|bot|id|user|session|deploy|personal|security|csrf|app)[_.-]?token|_token(?:_|$)|(?:facebook|fb|github|google|linkedin|twitter)[_.-]?key|^x-[a-z-]{0,30}key$|^(?!public)[a-z]{2,20}-key$|sonar[_.-]?login$/i
/** In capitals, as environments have them, also any other key. */
const environmentKey = /^[A-Z\d]{2,30}(?:_[A-Z\d]{1,30}){0,6}_KEY$/
/** Names about a secret that hold none. */
const aboutName =
  /(?:name|id|ids|file|path|url|uri|type|length|len|size|count|limit|lifetime|expir\w{0,8}|ttl|hash|algorithm|policy|field|input|label|hint|prompt|min|max|format|endpoint|scope|scopes|version|regex|pattern|reset|placeholder|rotation|index|alg|enc|method|required|_at|_on)s?$/i
/** Places in a list, and what cancels a request. */
const placeToken =
  /(?:next|page|paging|continuation|cancel\w{0,7}|sync|start|skip|progress)[_.-]?token$/i
const passwordName = /pass|pwd|kennwort|secret/i

/** `jenkinsToken` as `jenkins_Token`: the end of a name is looked for behind `_`. */
const parted = (name: string): string => name.replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')

/** Whether a value under this name is secret. */
export function isSecretName(name: string): boolean {
  if (!mayHold.test(name)) return false
  const words = parted(name)
  if (!(secretName.test(words) || secretName.test(name) || environmentKey.test(name))) return false
  return !aboutName.test(name) && !placeToken.test(words)
}

/** Whether it is one that people choose, and may be short. */
export const isPasswordName = (name: string): boolean => passwordName.test(name)
