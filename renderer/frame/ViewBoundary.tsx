/** One broken view does not take the panel with it. React knows no other way than a class. */
import { Component, type ReactNode } from 'react'
import { Button } from '../components/Button.tsx'
import { EmptyState } from '../components/EmptyState.tsx'
import { strings } from '../strings.ts'

interface State {
  error: Error | undefined
}

export class ViewBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: undefined }

  static getDerivedStateFromError(thrown: unknown): State {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (!error) return this.props.children
    // The code of a view is gone when the bridge was updated under an open page.
    const missing = /dynamically imported module|module script failed/i.test(error.message)
    const words = missing ? strings.frame.viewMissing : strings.frame.crashed
    return (
      <div className="view" role="alert">
        <EmptyState
          title={words.title}
          action={
            missing ? (
              <Button kind="solid" onClick={() => location.reload()}>
                {strings.frame.viewMissing.reload}
              </Button>
            ) : (
              <Button kind="solid" onClick={() => this.setState({ error: undefined })}>
                {strings.frame.crashed.tryAgain}
              </Button>
            )
          }
        >
          <p>{words.message}</p>
          {!missing && (
            <p className="mt-2">
              <code>{error.message}</code>
            </p>
          )}
        </EmptyState>
      </div>
    )
  }
}
