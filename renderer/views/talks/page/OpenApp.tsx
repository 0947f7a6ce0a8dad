/** Opens an assistant's app with the line in it: a page in a tab of its own, a program where one is. */
import { ExternalLink } from 'lucide-react'
import { ButtonLink } from '../../../components/Button.tsx'
import { talkStrings } from '../../../strings/talks.ts'

export function OpenApp({ name, href }: { name: string; href: string }) {
  // A link to a program would leave an empty tab behind.
  const page = /^https:/i.test(href)
  return (
    <ButtonLink
      kind="solid"
      href={href}
      rel="noopener noreferrer"
      {...(page ? { target: '_blank' } : {})}
    >
      {talkStrings.waiting.open(name)}
      <ExternalLink aria-hidden="true" size={16} strokeWidth={1.75} />
    </ButtonLink>
  )
}
