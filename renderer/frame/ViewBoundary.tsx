/** One broken view does not take the panel with it. React knows no other way than a class. */
import { Component, type ReactNode } from 'react'
import { Button } from '../components/Button.tsx'
import { EmptyState } from '../components/EmptyState.tsx'
import { strings } from '../strings.ts'

interface Props {
  /** Before the view is drawn again. */
  onRetry: () => void
  children: ReactNode
}

interface State {
  error: Error | undefined
}

export class ViewBoundary extends Component<Props, State> {
  override state: State = { error: undefined }

  static getDerivedStateFromError(thrown: unknown): State {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) }
  }

  retry = (): void => {
    this.props.onRetry()
    this.setState({ error: undefined })
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
              <Button kind="solid" onClick={this.retry}>
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
