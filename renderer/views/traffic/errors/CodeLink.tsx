/** An error code that opens its page. */
import { BookOpen } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Button } from '../../../components/Button.tsx'
import { Dialog } from '../../../components/Dialog.tsx'
import { Skeleton } from '../../../components/Skeleton.tsx'
import { errorPageStrings as words } from '../../../strings/traffic.ts'

const ErrorPage = lazy(async () => ({ default: (await import('./ErrorPage.tsx')).ErrorPage }))

export function CodeLink({ code }: { code: string }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button kind="quiet" aria-label={words.open(code)} onClick={() => setOpen(true)}>
        <BookOpen aria-hidden="true" size={14} strokeWidth={1.75} />
        <code>{code}</code>
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={code} size="wide">
        <Suspense fallback={<Skeleton lines={8} />}>
          <ErrorPage code={code} />
        </Suspense>
      </Dialog>
    </>
  )
}
