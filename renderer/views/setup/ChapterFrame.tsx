/** One chapter of the guide with the others beside it, and the ways on and back under it. */
import { useEffect, useRef, type ReactNode } from 'react'
import { Button, ButtonLink } from '../../components/Button.tsx'
import { markWord, StatusMark } from '../../components/StatusMark.tsx'
import { hrefTo } from '../../navigation.ts'
import { setupStrings as words } from '../../strings/setup.ts'
import { chapterIds, type Chapter, type ChapterId } from './chapters.ts'

interface Props {
  current: ChapterId
  chapters: readonly Chapter[]
  onFinish: () => void
  children: ReactNode
}

export function ChapterFrame({ current, chapters, onFinish, children }: Props) {
  const at = chapterIds.indexOf(current)
  const before = chapterIds[at - 1]
  const next = chapterIds[at + 1]
  return (
    <div className="chapters">
      <nav aria-label={words.chapters.label}>
        <ol className="chapter-list">
          {chapters.map(({ id, state, detail }) => (
            <li key={id}>
              <a
                className="chapter-link"
                href={hrefTo('setup', id)}
                aria-current={id === current ? 'step' : undefined}
              >
                <StatusMark state={state} label={markWord(state)} />
                <span>
                  {words.chapters[id]}
                  <small>{detail}</small>
                </span>
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <section className="min-w-0" aria-labelledby="chapter">
        <Heading key={current} current={current} />
        <p className="mb-8 max-w-prose text-muted">{words.intro[current]}</p>
        {children}
        <footer className="chapter-foot">
          <ButtonLink kind="quiet" href={before ? hrefTo('setup', before) : hrefTo('setup')}>
            {before ? words.back : words.overview}
          </ButtonLink>
          {next ? (
            <ButtonLink kind="solid" href={hrefTo('setup', next)}>
              {words.next(words.chapters[next])}
            </ButtonLink>
          ) : (
            <Button kind="solid" onClick={onFinish}>
              {words.finish}
            </Button>
          )}
        </footer>
      </section>
    </div>
  )
}

/** Going on to another chapter is announced by its heading, which takes the focus. */
function Heading({ current }: { current: ChapterId }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    heading.current?.closest('.view')?.scrollIntoView?.()
  }, [])
  return (
    <h2 ref={heading} id="chapter" tabIndex={-1} className="mb-1 font-serif text-3xl outline-none">
      {words.chapters[current]}
    </h2>
  )
}
