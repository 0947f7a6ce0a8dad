/** Several lines of code or configuration, with a button that copies them. */
import { CopyButton } from './CopyButton.tsx'

interface Props {
  /** What it is: "The file claude_desktop_config.json". */
  label: string
  code: string
  copy?: boolean
}

export function CodeBlock({ label, code, copy = true }: Props) {
  return (
    <figure className="code-block">
      <figcaption className="flex items-center justify-between gap-4 px-4 pt-2 text-sm text-muted">
        <span className="min-w-0 wrap-anywhere">{label}</span>
        {copy && <CopyButton kind="quiet" text={code} label={label} />}
      </figcaption>
      <pre tabIndex={0} aria-label={label} className="overflow-x-auto px-4 pt-1 pb-3">
        <code>{code}</code>
      </pre>
    </figure>
  )
}
