/** A way out of the panel: what will be opened stands under it in full, and it knows nothing of the panel. */
import { ExternalLink } from 'lucide-react'
import { setupStrings as words } from '../../strings/setup.ts'
import { ButtonLink, type ButtonProps } from '../../components/Button.tsx'

interface Props {
  label: string
  url: string
  kind?: ButtonProps['kind']
}

export function OpenLink({ label, url, kind = 'outline' }: Props) {
  const web = /^https?:/i.test(url)
  return (
    <div className="min-w-0">
      <ButtonLink
        kind={kind}
        href={url}
        rel="noopener noreferrer"
        {...(web ? { target: '_blank' } : {})}
      >
        {label}
        <ExternalLink aria-hidden="true" size={16} strokeWidth={1.75} />
      </ButtonLink>
      <p className="mt-1 text-sm text-muted">
        {web ? words.opens : words.opensApp} <span className="font-mono wrap-anywhere">{url}</span>
      </p>
    </div>
  )
}
