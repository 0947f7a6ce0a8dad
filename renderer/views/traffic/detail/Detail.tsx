/** One thing that crossed: what it was, how it went, both sides of it to the letter. */
import { useEffect } from 'react'
import { Button } from '../../../components/Button.tsx'
import { CopyButton } from '../../../components/CopyButton.tsx'
import { Letter } from '../../../components/Letter.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { Skeleton } from '../../../components/Skeleton.tsx'
import { useLoaded } from '../../../data/hooks.ts'
import { sizeOf } from '../../../format.ts'
import { hrefTo } from '../../../navigation.ts'
import { strings } from '../../../strings.ts'
import { detailStrings as words, trafficStrings } from '../../../strings/traffic.ts'
import { clientKeyOf, type Row } from '../data/row.ts'
import { durationOf, momentOf } from '../durations.ts'
import { ErrorCode } from '../../../components/error-page/ErrorCode.tsx'
import { Gone } from '../Gone.tsx'
import { toMessage } from '../../conversation/place.ts'
import { OutcomeMark } from '../list/OutcomeMark.tsx'
import { SentMessage } from '../list/SentMessage.tsx'
import { whatOf } from '../list/what.ts'
import { curlOf, type TrafficDetail } from './curl.ts'
import { Message } from './Message.tsx'
import { saidOf } from './said.ts'

interface Props {
  seq: number
  /** As the list knows it; tells when it has ended. */
  row: Row | undefined
}

export function Detail({ seq, row }: Props) {
  const { value, failure, reload } = useLoaded('traffic.get', { seq })
  const outcome = row?.outcome
  const stale = value?.outcome === 'open' && outcome !== undefined && outcome !== 'open'
  useEffect(() => {
    if (stale) reload()
  }, [stale, reload])
  if (failure) {
    return (
      <Problem problem={failure}>
        <Button onClick={reload}>{strings.kit.tryAgain}</Button>
      </Problem>
    )
  }
  if (value === undefined) return <Skeleton lines={8} />
  if (value === null) return <Gone {...words.gone} />
  return <Shown detail={value} />
}

function Shown({ detail }: { detail: TrafficDetail }) {
  const { request, response } = detail
  const { title, exact, detail: more } = whatOf({ ...detail, at: Date.parse(detail.at) })
  const said = saidOf(detail)
  return (
    <div className="space-y-8">
      <header className="space-y-1">
        <h2 className="font-serif text-2xl leading-snug wrap-anywhere">
          {exact ? <code className="text-[0.85em]">{title}</code> : title}
        </h2>
        {more !== '' && (
          <p className="wrap-anywhere text-muted">
            <code>{more}</code>
          </p>
        )}
      </header>
      <Facts detail={detail} />
      {said && (
        <div className="border-l-2 border-line pl-4">
          <p className="wrap-anywhere">{said.message}</p>
          <p className="wrap-anywhere text-muted">{said.next}</p>
        </div>
      )}
      {request && (
        <Message
          title={words.request}
          side={request}
          {...(request.url === '' ? {} : { line: `${verb(detail)} ${request.url}` })}
        />
      )}
      {response && <Message title={words.response} side={response} />}
      <Curl detail={detail} />
    </div>
  )
}

const verb = ({ kind, method }: TrafficDetail): string => (kind === 'mcp' ? 'POST' : method)

function Facts({ detail }: { detail: TrafficDetail }) {
  const { at, client, participant, via, outcome, status, code, durationMs, flow, kind } = detail
  const { message } = detail
  const key = clientKeyOf(detail)
  return (
    <dl className="facts">
      <dt>{words.outcome}</dt>
      <dd className="flex flex-wrap items-center gap-x-2">
        {outcome !== 'ok' && <OutcomeMark outcome={outcome} />}
        <span>{trafficStrings.outcomeOf[outcome]}</span>
        {status !== null && <span className="text-muted">{words.status(status)}</span>}
        {code !== null && <ErrorCode code={code} />}
      </dd>
      <dt>{words.who}</dt>
      <dd className="flex flex-wrap items-center gap-x-2 wrap-anywhere">
        {participant !== null && <Letter id={participant} small />}
        {client === null ? (
          <span className="text-muted">{words.nobody}</span>
        ) : (
          <a className="link" href={key === null ? undefined : hrefTo('traffic', 'client', key)}>
            <bdi>{client}</bdi>
          </a>
        )}
        {participant !== null && <span className="text-muted">{words.speaksAs(participant)}</span>}
      </dd>
      {message && (
        <>
          <dt>{words.message}</dt>
          <dd>
            <a className="link wrap-anywhere" href={toMessage(message.id)}>
              <SentMessage message={message} />
            </a>
          </dd>
        </>
      )}
      <dt>{words.via}</dt>
      <dd>{trafficStrings.via[via]}</dd>
      <dt>{words.when}</dt>
      <dd className="tabular-nums">{momentOf(Date.parse(at))}</dd>
      {kind !== 'tunnel' && (
        <>
          <dt>{words.took}</dt>
          <dd className="tabular-nums">
            {durationMs === null ? words.underWay : durationOf(durationMs)}
          </dd>
          <dt>{words.size}</dt>
          <dd>{words.sizes(sizeOf(detail.bytesIn), sizeOf(detail.bytesOut))}</dd>
        </>
      )}
      {flow !== null && (
        <>
          <dt>{words.story}</dt>
          <dd>
            <a className="link" href={hrefTo('traffic', 'story', flow)}>
              {words.readStory}
            </a>
          </dd>
        </>
      )}
    </dl>
  )
}

function Curl({ detail }: { detail: TrafficDetail }) {
  const { value: status } = useLoaded('status.get', {})
  const command = status && curlOf(detail, status)
  const texts = JSON.stringify([detail.request, detail.response])
  const cut = detail.request?.body.cut === true
  return (
    <footer className="space-y-3 text-sm text-muted">
      {command !== undefined && (
        <div className="flex flex-wrap items-center gap-3">
          <CopyButton text={command} label={words.curl} />
          <span>{words.curlHint}</span>
        </div>
      )}
      {cut && <p>{words.curlCut}</p>}
      {texts.includes('•••') && <p>{words.hidden}</p>}
    </footer>
  )
}
