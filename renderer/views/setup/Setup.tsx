/** The first-run guide, open for good: sign-in, address, ChatGPT, Claude, others, and a message through. */
import type { ReactNode } from 'react'
import { Button } from '../../components/Button.tsx'
import { Problem } from '../../components/Problem.tsx'
import { ViewFrame } from '../../components/ViewFrame.tsx'
import { useInvoke } from '../../data/hooks.ts'
import { useAction } from '../../data/use-action.ts'
import type { ViewProps } from '../../frame/view-props.ts'
import { goTo, hrefTo } from '../../navigation.ts'
import { setupStrings as words } from '../../strings/setup.ts'
import { AddressChapter } from './address/AddressChapter.tsx'
import { ChapterFrame } from './ChapterFrame.tsx'
import { chapterIds, type ChapterId } from './chapters.ts'
import { ChatgptChapter } from './connect/ChatgptChapter.tsx'
import { ClaudeChapter } from './connect/ClaudeChapter.tsx'
import { ClientsChapter } from './connect/ClientsChapter.tsx'
import { SignInChapter } from './sign-in/SignInChapter.tsx'
import { TestChapter } from './test/TestChapter.tsx'
import { useChapters } from './use-known.ts'
import { Welcome } from './Welcome.tsx'

export function Setup({ path }: ViewProps) {
  const { chapters, guideDone, needs } = useChapters()
  const invoke = useInvoke()
  const { busy, failure, run } = useAction()
  const [first, ...rest] = path
  const chapter = chapterIds.find((id) => id === first)

  /** Home is where the owner goes from here, whether it was finished or skipped. */
  const leave = async (): Promise<void> => {
    const done = { patch: { panel: { guideDone: true } } }
    if (await run(() => invoke('settings.update', done))) goTo(hrefTo('home'))
  }
  return (
    <ViewFrame
      title={words.title}
      lead={!chapter && words.lead}
      needs={needs}
      actions={
        guideDone === false && (
          <Button kind="quiet" busy={busy} onClick={() => void leave()}>
            {words.skip}
          </Button>
        )
      }
    >
      {failure && (
        <div className="mb-8">
          <Problem problem={failure} />
        </div>
      )}
      {chapter ? (
        <ChapterFrame current={chapter} chapters={chapters} onFinish={() => void leave()}>
          {contentOf(chapter, rest)}
        </ChapterFrame>
      ) : (
        <Welcome chapters={chapters} guideDone={guideDone ?? false} />
      )}
    </ViewFrame>
  )
}

function contentOf(chapter: ChapterId, rest: readonly string[]): ReactNode {
  if (chapter === 'sign-in') return <SignInChapter path={rest} />
  if (chapter === 'address') return <AddressChapter />
  if (chapter === 'chatgpt') return <ChatgptChapter />
  if (chapter === 'claude') return <ClaudeChapter path={rest} />
  if (chapter === 'clients') return <ClientsChapter path={rest} />
  return <TestChapter path={rest} />
}
