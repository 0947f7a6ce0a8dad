/** A unified diff: what comes and what goes, by sign and by colour. */
interface Props {
  label: string
  diff: string
}

export function Diff({ label, diff }: Props) {
  const lines = diff.replace(/\n$/, '').split('\n').slice(headLines(diff))
  return (
    <figure className="code-block">
      <figcaption className="px-4 pt-2 text-sm wrap-anywhere text-muted">{label}</figcaption>
      <pre className="diff" tabIndex={0} aria-label={label}>
        <code>
          {lines.map((line, i) => (
            <span key={i} className={lookOf(line)}>
              {line === '' ? ' ' : line}
            </span>
          ))}
        </code>
      </pre>
    </figure>
  )
}

/** The two lines that name the file stand in the caption. */
const headLines = (diff: string): number => (/^--- .*\n\+\+\+ /.test(diff) ? 2 : 0)

function lookOf(line: string): string | undefined {
  if (line.startsWith('+')) return 'diff-added'
  if (line.startsWith('-')) return 'diff-removed'
  return line.startsWith('@@') || line.startsWith('\\') ? 'diff-place' : undefined
}
