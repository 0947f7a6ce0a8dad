/** Everything that crosses, live: the list, and beside it (or instead of it) what was chosen. */
import { ArrowLeft, X } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react'
import { Button, ButtonLink } from '../../components/Button.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { IconButton } from '../../components/IconButton.tsx'
import { Problem } from '../../components/Problem.tsx'
import { ViewFrame } from '../../components/ViewFrame.tsx'
import type { ViewProps } from '../../frame/view-props.ts'
import { goTo, hrefTo } from '../../navigation.ts'
import { strings } from '../../strings.ts'
import { detailStrings, trafficStrings as words } from '../../strings/traffic.ts'
import { everything, isEverything, type Filter } from './data/filter.ts'
import { useOf, useTraffic, type Traffic } from './data/use-traffic.ts'
import { Detail } from './detail/Detail.tsx'
import { Counted } from './list/Counted.tsx'
import { Toolbar } from './list/Toolbar.tsx'
import { TrafficList } from './list/TrafficList.tsx'
import { chosenIn, type Chosen } from './place.ts'
import { ClientPage } from './story/ClientPage.tsx'
import { Overview } from './story/Overview.tsx'
import { StoryPage } from './story/StoryPage.tsx'
import { useBeside } from './use-beside.ts'

export function TrafficView({ path }: ViewProps) {
  const traffic = useTraffic()
  const chosen = chosenIn(path)
  const beside = useBeside()
  const { rows, loaded, failure, reload } = traffic
  const none = useOf(rows, () => rows.size() === 0)
  const nothing = loaded && none && chosen.kind === 'nothing'
  const loading = {
    value: loaded ? true : undefined,
    failure: loaded ? undefined : failure,
    reload,
  }
  const asPage = !beside && chosen.kind !== 'nothing'
  return (
    <ViewFrame
      title={words.title}
      full
      needs={[loading]}
      {...(nothing
        ? {
            empty: (
              <EmptyState title={words.empty.title}>
                <p>{words.empty.message}</p>
              </EmptyState>
            ),
          }
        : {})}
    >
      {loaded && failure && (
        <div className="mb-4">
          <Problem problem={failure}>
            <Button onClick={reload}>{strings.kit.tryAgain}</Button>
          </Problem>
        </div>
      )}
      <div className="traffic">
        {!asPage && <Rows traffic={traffic} chosen={chosen} beside={beside} />}
        {(beside || asPage) && (
          <Pane chosen={chosen} asPage={asPage}>
            <Content traffic={traffic} chosen={chosen} />
          </Pane>
        )}
      </div>
    </ViewFrame>
  )
}

interface RowsProps {
  traffic: Traffic
  chosen: Chosen
  beside: boolean
}

function Rows({ traffic, chosen, beside }: RowsProps) {
  const { rows, clear } = traffic
  const [filter, setFilter] = useState<Filter>(() => rows.filter())
  const none = useOf(rows, () => rows.length() === 0)
  const change = (wanted: Filter): void => {
    setFilter(wanted)
    rows.setFilter(wanted)
  }
  const choose = (seq: number, open: boolean): void => {
    const href = hrefTo('traffic', String(seq))
    // In a narrow window choosing is opening, so a key only opens where there is a pane.
    if (beside || open) goTo(href, { replace: beside && chosen.kind === 'row' })
  }
  const seq = chosen.kind === 'row' ? chosen.seq : undefined
  return (
    <div className="traffic-main">
      <Toolbar
        rows={rows}
        filter={filter}
        onFilter={change}
        onClear={clear}
        withStories={!beside}
      />
      <Counted rows={rows} />
      {none && !isEverything(filter) ? (
        <div className="space-y-4 py-10">
          <p className="text-muted">{words.nothingFits}</p>
          <Button onClick={() => change(everything)}>{words.showAll}</Button>
        </div>
      ) : (
        <TrafficList rows={rows} chosen={seq} onChoose={choose} />
      )}
    </div>
  )
}

/** What was chosen, beside the list or as a page of its own. */
function Pane(props: { chosen: Chosen; asPage: boolean; children: ReactNode }) {
  const { chosen, asPage, children } = props
  const pane = useRef<HTMLElement>(null)
  const key = JSON.stringify(chosen)
  const arrived = useEffectEvent((_at: string, page: boolean) => {
    pane.current?.scrollTo({ top: 0 })
    // A page takes the focus as every page does; beside the list it stays with the list.
    if (page) pane.current?.focus({ preventScroll: true })
  })
  useEffect(() => arrived(key, asPage), [key, asPage])
  const close = (): void => goTo(hrefTo('traffic'))
  return (
    <section
      ref={pane}
      tabIndex={asPage ? -1 : 0}
      aria-label={detailStrings.label}
      className="traffic-pane"
      data-page={asPage}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented && chosen.kind !== 'nothing') close()
      }}
    >
      {asPage ? (
        <ButtonLink kind="quiet" href={hrefTo('traffic')} className="mb-6">
          <ArrowLeft aria-hidden="true" size={16} /> {detailStrings.back}
        </ButtonLink>
      ) : (
        chosen.kind !== 'nothing' && (
          <IconButton
            icon={X}
            label={detailStrings.close}
            className="float-right -mt-1"
            onClick={close}
          />
        )
      )}
      {children}
    </section>
  )
}

function Content({ traffic, chosen }: { traffic: Traffic; chosen: Chosen }) {
  const { rows } = traffic
  const row = useOf(rows, () => (chosen.kind === 'row' ? rows.get(chosen.seq) : undefined))
  if (chosen.kind === 'row') return <Detail key={chosen.seq} seq={chosen.seq} row={row} />
  if (chosen.kind === 'story') {
    return <StoryPage key={chosen.flow} rows={rows} flow={chosen.flow} />
  }
  if (chosen.kind === 'client') {
    return <ClientPage key={chosen.key} rows={rows} clientKey={chosen.key} />
  }
  return <Overview rows={rows} />
}
