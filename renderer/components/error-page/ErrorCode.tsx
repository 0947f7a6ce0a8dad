/** The code of an error, which opens its page: why it happens, and more ways to mend it. */
import { lazy, Suspense, useState } from 'react'
import { strings } from '../../strings.ts'
import { Dialog } from '../Dialog.tsx'
import { Skeleton } from '../Skeleton.tsx'

const ErrorPage = lazy(async () => ({ default: (await import('./ErrorPage.tsx')).ErrorPage }))

export function ErrorCode({ code }: { code: string }) {
  const [shown, setShown] = useState<string>()
  return (
    <>
      <button
        type="button"
        className="error-code"
        aria-label={strings.kit.codeMeans(code)}
        onClick={() => setShown(code)}
      >
        <code>{code}</code>
      </button>
      <Dialog
        open={shown !== undefined}
        onClose={() => setShown(undefined)}
        title={shown ?? code}
        size="wide"
      >
        <Suspense fallback={<Skeleton lines={6} />}>
          {shown !== undefined && <ErrorPage code={shown} onCode={setShown} />}
        </Suspense>
      </Dialog>
    </>
  )
}
