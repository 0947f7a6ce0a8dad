/** What all parts share: while it is on its way, lines that hold its place; why it did not come. */
import type { ReactNode } from 'react'
import type { Failure } from '../../../main/contract.ts'
import { Button } from '../../components/Button.tsx'
import { Problem } from '../../components/Problem.tsx'
import { Skeleton } from '../../components/Skeleton.tsx'
import { strings } from '../../strings.ts'

interface Props {
  loaded: { value: unknown; failure: Failure | undefined; reload: () => void }
  children: ReactNode
}

export function Part({ loaded: { value, failure, reload }, children }: Props) {
  return (
    <>
      {failure && (
        <div className="mb-8">
          <Problem problem={failure}>
            <Button onClick={reload}>{strings.kit.tryAgain}</Button>
          </Problem>
        </div>
      )}
      {value === undefined ? !failure && <Skeleton lines={6} /> : children}
    </>
  )
}
