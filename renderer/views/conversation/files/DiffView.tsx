/** The comparison, whose code is fetched when somebody first compares. */
import { lazy, Suspense, type ComponentProps } from 'react'
import { Skeleton } from '../../../components/Skeleton.tsx'

const Diff = lazy(async () => ({ default: (await import('./Diff.tsx')).Diff }))

export const DiffView = (props: ComponentProps<typeof Diff>) => (
  <Suspense fallback={<Skeleton lines={6} />}>
    <Diff {...props} />
  </Suspense>
)
