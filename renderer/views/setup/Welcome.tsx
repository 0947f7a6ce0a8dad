/** The start of the guide: every chapter with how it stands, and the one to go on with. */
import { ButtonLink } from '../../components/Button.tsx'
import { markWord, StatusMark } from '../../components/StatusMark.tsx'
import { hrefTo } from '../../navigation.ts'
import { setupStrings as words } from '../../strings/setup.ts'
import { firstOpen, type Chapter } from './chapters.ts'

interface Props {
  chapters: readonly Chapter[]
  guideDone: boolean
}

export function Welcome({ chapters, guideDone }: Props) {
  const next = firstOpen(chapters)
  // The default of the first chapter is in order from the start; the first visit shows it all the same.
  const fresh = !guideDone && (next === 'address' || next === 'chatgpt')
  return (
    <div className="max-w-3xl">
      {guideDone && <p className="mb-6 text-muted">{words.welcome.again}</p>}
      <ol className="rows">
        {chapters.map(({ id, state, detail }) => (
          <li key={id}>
            <a className="group flex items-start gap-4" href={hrefTo('setup', id)}>
              <span className="mt-1.5 flex">
                <StatusMark state={state} label={markWord(state)} />
              </span>
              <span className="min-w-0 grow">
                <span className="font-serif text-xl group-hover:underline">
                  {words.chapters[id]}
                </span>
                <span className="block text-muted wrap-anywhere">{words.intro[id]}</span>
                <span className="block text-sm wrap-anywhere">{detail}</span>
              </span>
            </a>
          </li>
        ))}
      </ol>
      <div className="mt-8 flex flex-wrap items-center gap-4">
        {next === undefined ? (
          <>
            <p className="font-serif text-xl">{words.welcome.allDone}</p>
            <ButtonLink kind="solid" href={hrefTo('home')}>
              {words.welcome.home}
            </ButtonLink>
          </>
        ) : (
          <ButtonLink kind="solid" href={hrefTo('setup', fresh ? 'sign-in' : next)}>
            {fresh ? words.welcome.begin : words.welcome.goOn(words.chapters[next])}
          </ButtonLink>
        )}
      </div>
    </div>
  )
}
