/**
 * Whether short answers say the same. Equal after normalising is agreement; two plainly different
 * numbers or a yes against a no are not; anything else cannot be told from the words alone.
 */
import { similarNumber } from './number-words.ts'

/** Case, width, punctuation and spaces do not count; small numbers may be spelt out. */
export function normalAnswer(answer: string): string {
  const plain = answer
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/(?<=\d)[,_' ](?=\d{3}(?!\d))/g, '')
    .replaceAll(/[^\p{L}\p{N}\p{M}.+\-/%]+/gu, ' ')
    .replaceAll(/(?<!\d)[.+/-](?!\d)|[.](?![^.\s])/g, ' ')
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replace(/^(?:the|a|an) /, '')
  return plain
    .split(' ')
    .map((word) => similarNumber(word))
    .join(' ')
}

/** How a list of short answers compares. */
export function compareAnswers(answers: readonly string[]): 'same' | 'unclear' | 'different' {
  const [first = '', ...others] = answers.map(normalAnswer)
  // Answers of nothing but signs normalise to nothing, which is no agreement.
  if (first !== '' && others.every((answer) => answer === first)) return 'same'
  const kinds = new Set([first, ...others].map(kindOf))
  return kinds.size === 1 && !kinds.has('words') ? 'different' : 'unclear'
}

function kindOf(answer: string): 'number' | 'yes-no' | 'words' {
  if (/^[+-]?\d+(?:\.\d+)?%?$/.test(answer)) return 'number'
  return answer === 'yes' || answer === 'no' ? 'yes-no' : 'words'
}
