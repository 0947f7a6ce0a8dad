/** Messages that name no reason. They count only when nothing else was found. */
import type { Row } from '../row.ts'

export const vagueRows: readonly Row[] = [
  {
    code: 'upstream-page-vague',
    text: /oops!?,? something went wrong|something went wrong.{0,200}(?:auth0|see details for this error)|auth0.{0,200}something went wrong/i,
    general: true,
    instead: ['client-vague-message'],
  },
  {
    code: 'client-vague-message',
    text: /something went wrong|connection problem|(?:problem|error|trouble) (?:while )?connecting|(?:could(?: not|n't)|failed to|unable to|can't) connect|connection failed|an (?:unknown |unexpected )?error (?:has )?occurred/i,
    general: true,
  },
  {
    code: 'client-vague-message',
    text: /etwas ist schief ?gelaufen|verbindung (?:ist )?fehlgeschlagen|une erreur (?:s'est produite|est survenue)|algo sali[oó] mal|ha ocurrido un error|qualcosa è andato storto|algo deu errado|er is iets misgegaan|something is wrong|問題が発生しました|エラーが発生しました|出了点问题|出现错误/i,
    general: true,
  },
  { code: 'client-vague-message', text: /\bofid_\w{4,}/i, general: true },
]
