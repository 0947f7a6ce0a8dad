/** Whether what stands under a secret's name is one, and no word, reference, or sign for one. */
import { entropy, isPlaceholder, kindsOfSigns, saysItIsNone } from './placeholder.ts'
import { isPasswordName } from './secret-names.ts'

interface Named {
  text: string
  start: number
  end: number
  name: string
  /** Where the name begins, or a little before. */
  nameAt: number
  /** `'name', 'value'`: a comma is much weaker than `=`. */
  isListed: boolean
}

const call = /^[([]$/
const reference =
  /^!?(?:process\.|os\.|env\.|secrets?\.|var\.|self\.|this\.|config\.|settings\.|[a-z_]\w{0,40}\.[a-z_]\w{0,40}(?:[./]|$)|https?:|file:|arn:|urn:|\.{0,2}\/|\/)/i
const plainText = /^(?:[a-z]+|[A-Z]+|[A-Z]?[a-z]+)(?:[-_./][A-Za-z]+)*(?:#[a-z]+)?$/
/** A word beside another with a sign between: `development#product` is chosen, `sites/passwords#edit` is a place. */
const chosen = /^[a-z]{4,20}#[a-z]{4,20}$/
const numberLike = /^[\d.,:_/+-]+[a-zA-Z%]{0,3}$/
const quote = /^["'`“「]$/
/** A variable put into a text: at its beginning, or in brackets. */
const insertion = /^[$%<&#@]|\$[{(]|\{\{|#\{|<[\w -]{1,40}>|%[A-Z_]{2,40}%|[()]/

/** Whether the value from `start` to `end` of the text is a secret. */
export function looksSecret(named: Named): boolean {
  const { text, start, end, name, isListed } = named
  const found = text.slice(start, end)
  const isQuoted = quote.test(text[start - 1] ?? '')
  const isPassword = isPasswordName(name)
  if (isPassword && isWordAsPassword(named, found, isQuoted)) return true
  if (found.length < 6 || /\s/.test(found) || call.test(text[end] ?? '')) return false
  if (isQuoted ? saysItIsNone(found) || isInserted(found) : isPlaceholder(found)) return false
  if (
    reference.test(found) ||
    (plainText.test(found) && !chosen.test(found)) ||
    numberLike.test(found)
  )
    return false
  if (isListed && !(/\d/.test(found) && found.length >= 8 && entropy(found) >= 3)) return false
  const quotedOrEnv = text[start - 1] !== ' ' || /^[A-Z\d_]{3,}$/.test(name)
  if (found.length < 8 && !(isPassword && quotedOrEnv)) return false
  const inSentence = text[start - 1] === ' ' && /[a-z] $/.test(text.slice(start - 2, start))
  const made = isPassword && !inSentence && text[start - 1] !== ' ' && /.[!#$%&*?@^]/.test(found)
  if (!/\d/.test(found) && !made && (inSentence || kindsOfSigns(found) < 3)) return false
  // A password may be short where the name says so; any other value has to look made.
  if (isPassword) return entropy(found) >= 2.3
  return found.length >= 16 ? entropy(found) >= 3 : entropy(found) >= 3 && kindsOfSigns(found) >= 3
}

/** Long and of every kind of sign it is a secret, whatever brackets it has. */
const isInserted = (found: string): boolean =>
  insertion.test(found) && !(found.length >= 24 && entropy(found) >= 4.5)

/** What is written where a password belongs, in examples and in types. */
const noPassword =
  /pass|secret|pwd|user|name|test|value|string|boolean|number|undefined|null|none|true|false|required|hidden|empty|wrong|correct|invalid|default|disabled|enabled|unknown|optional|text|mandatory|prompt|always|never/i
/** In a connection string anything may be one, but for this. */
const standsForPassword =
  /^(?:my|your|the)?[_-]?(?:pass(?:word|wd)?|pwd|secret|test|value|string|none|null)$/i
const word = /^[A-Za-z][\w -]{3,40}$/
/** Directly behind a name in capitals, to the end of the line or a comment. */
const capitals = /(?:^|_)(?:PASS|PASSWORD|PASSWD|PWD)$/
const shortName = /(?:^|[_\W])(?:pass|password|passwd|pwd)$/i
const user =
  /\buser(?:[_ ]?(?:name|id))?["'\\]{0,3}\s{0,16}(?:=>?|:)\s{0,4}["'\\]{0,2}[^\s"'\\;,]{2,60}/i
const userBefore = 160

/**
 * A word can be a password where its place leaves no doubt: in an environment, and beside the name of a user.
 */
function isWordAsPassword(
  { text, start, end, name, nameAt }: Named,
  found: string,
  isQuoted: boolean,
): boolean {
  if (!word.test(found) || saysItIsNone(found)) return false
  const after = text.slice(end, end + 3)
  const none = !isQuoted && after.startsWith(';') ? standsForPassword : noPassword
  if (none.test(found) && !(isQuoted && found.length >= 12)) return false
  if (capitals.test(name) && text[start - 1] === '=')
    return found.length >= 8 && /^[a-z]+$/.test(found) && /^(?:$|\r?\n|\s+#|\s{2})/.test(after)
  if (!shortName.test(name)) return false
  const isEnded = isQuoted || (found.length >= 8 && /^(?:$|\r?\n|;|["'])/.test(after))
  return isEnded && user.test(text.slice(Math.max(0, nameAt - userBefore), nameAt))
}
