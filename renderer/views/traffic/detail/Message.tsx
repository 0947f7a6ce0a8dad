/** One side of an exchange: its headers and its body. */
import { useMemo } from 'react'
import { Bytes } from '../../../components/Bytes.tsx'
import { CopyButton } from '../../../components/CopyButton.tsx'
import { Disclosure } from '../../../components/Disclosure.tsx'
import { sizeOf } from '../../../format.ts'
import { detailStrings as words } from '../../../strings/traffic.ts'
import type { TrafficDetail } from './curl.ts'
import { piecesOf, pretty } from './pretty.ts'

type Side = NonNullable<TrafficDetail['response']>

interface Props {
  title: string
  /** Method and address of a request. */
  line?: string
  side: Side
}

export function Message({ title, line, side }: Props) {
  const { headers, body } = side
  return (
    <section aria-label={title} className="space-y-3">
      <header className="flex items-baseline justify-between gap-4">
        <h3 className="font-serif text-xl">{title}</h3>
        <span className="text-sm text-muted">{body.bytes > 0 && <Bytes value={body.bytes} />}</span>
      </header>
      {line !== undefined && (
        <p className="wrap-anywhere">
          <code>{line}</code>
        </p>
      )}
      <Body body={body} label={`${title}: ${words.body}`} />
      {headers.length > 0 && (
        <Disclosure label={`${words.headers} (${headers.length})`}>
          <dl className="traffic-headers">
            {headers.map(([name, value], i) => (
              <div key={i}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </Disclosure>
      )}
    </section>
  )
}

function Body({ body, label }: { body: Side['body']; label: string }) {
  const { text, bytes, cut } = body
  const shown = useMemo(() => (text === null ? undefined : pretty(text)), [text])
  if (shown === undefined || shown.text === '') {
    return (
      <p className="text-sm text-muted">
        {bytes === 0 ? words.noBody : words.notKept(sizeOf(bytes))}
      </p>
    )
  }
  return (
    <div className="traffic-body">
      <pre tabIndex={0} aria-label={label}>
        <code>
          {shown.json
            ? piecesOf(shown.text).map(({ kind, text }, i) => (
                <span key={i} className={`json-${kind}`}>
                  {text}
                </span>
              ))
            : shown.text}
        </code>
      </pre>
      <footer className="flex items-center justify-between gap-4 px-4 pb-2 text-sm text-muted">
        <span>{cut && words.cut(sizeOf(bytes))}</span>
        <CopyButton kind="quiet" text={shown.text} label={label} />
      </footer>
    </div>
  )
}
