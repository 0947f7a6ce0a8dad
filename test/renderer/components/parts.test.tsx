// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ConfirmDialog } from '../../../renderer/components/ConfirmDialog.tsx'
import { CopyField } from '../../../renderer/components/CopyField.tsx'
import { Menu } from '../../../renderer/components/Menu.tsx'
import { Problem } from '../../../renderer/components/Problem.tsx'
import { Progress } from '../../../renderer/components/Progress.tsx'
import { Steps } from '../../../renderer/components/Steps.tsx'
import { Time } from '../../../renderer/components/Time.tsx'
import { ViewFrame } from '../../../renderer/components/ViewFrame.tsx'
import { CallFailed } from '../../../renderer/transport.ts'

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const failure = {
  code: 'unknown-client',
  message: 'There is no such client.',
  side: 'owner' as const,
  next: 'Look again.',
  docs: '',
}

describe('a question before something is taken away', () => {
  const ask = (onConfirm: () => Promise<unknown>, typed?: string) => {
    const closed = vi.fn()
    render(
      <ConfirmDialog
        open
        onClose={closed}
        title="Reset everything?"
        description="It is moved aside."
        confirm="Reset"
        onConfirm={onConfirm}
        {...(typed === undefined ? {} : { typed })}
      />,
    )
    return closed
  }
  const reset = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Reset' })

  it('wants the word typed where it wants one', async () => {
    const done = vi.fn().mockResolvedValue(undefined)
    const closed = ask(done, 'RESET')
    expect(reset().disabled).toBe(true)
    const field = screen.getByLabelText('Type RESET to go on')
    fireEvent.change(field, { target: { value: 'reset' } })
    expect(reset().disabled).toBe(true)
    fireEvent.change(field, { target: { value: 'RESET' } })
    fireEvent.click(reset())
    await waitFor(() => expect(closed).toHaveBeenCalledOnce())
    expect(done).toHaveBeenCalledOnce()
  })

  it('stays and says why when it could not be done', async () => {
    const closed = ask(() => Promise.reject(new CallFailed(failure)))
    fireEvent.click(reset())
    expect((await screen.findByRole('alert')).textContent).toContain('There is no such client.')
    expect(closed).not.toHaveBeenCalled()
  })

  it('does nothing when it is left', () => {
    const done = vi.fn()
    const closed = ask(done)
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(closed).toHaveBeenCalledOnce()
    expect(done).not.toHaveBeenCalled()
  })
})

describe('a value to copy', () => {
  const copy = async (writeText: () => Promise<void>) => {
    vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(writeText)
    render(<CopyField label="Address" value="https://example.com/mcp" />)
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Copy: Address' })))
    vi.restoreAllMocks()
    return screen.getByRole('button').textContent
  }

  it('says that it was copied', async () => {
    const writeText = vi.fn().mockResolvedValue(undefined)
    expect(await copy(writeText)).toBe('Copied')
    expect(writeText).toHaveBeenCalledExactlyOnceWith('https://example.com/mcp')
  })

  it('says what to do when the browser does not allow it', async () => {
    expect(await copy(() => Promise.reject(new Error('denied')))).toBe('Select it and copy')
  })
})

describe('a time', () => {
  it('stays true while it is shown, and has the exact one in its title', () => {
    vi.useFakeTimers({ now: Date.parse('2026-11-21T12:00:00Z') })
    render(<Time iso="2026-11-21T11:59:30Z" />)
    const shown = screen.getByRole('time')
    expect(shown.textContent).toBe('now')
    expect(shown.title).toContain('2026')
    act(() => void vi.advanceTimersByTime(60_000))
    expect(shown.textContent).toBe('1 minute ago')
  })
})

describe('a problem', () => {
  it('of an answer has a page to open, which learns nothing of this one', () => {
    const problem = {
      code: 'upstream-callback-mismatch',
      sentence: 'Auth0 does not know the way back.',
      side: 'provider' as const,
      action: 'Add the line there.',
      link: 'https://manage.auth0.com/',
    }
    render(<Problem problem={problem} alert={false} />)
    expect(screen.queryByRole('alert')).toBeNull()
    expect(screen.getByText(problem.sentence)).toBeDefined()
    expect(screen.getByRole<HTMLAnchorElement>('link').rel).toBe('noreferrer')
  })
})

describe('steps', () => {
  it('say where one is and how each stands', () => {
    const steps = [
      { id: 'a', title: 'First', state: 'ok' as const },
      { id: 'b', title: 'Second', state: 'failed' as const },
      { id: 'c', title: 'Third' },
    ]
    render(<Steps steps={steps} current="b" />)
    const [first, second, third] = screen.getAllByRole('listitem')
    expect(within(first ?? document.body).getByRole('img', { name: 'in order' })).toBeDefined()
    expect(within(second ?? document.body).getByRole('img', { name: 'failed' })).toBeDefined()
    expect(second?.getAttribute('aria-current')).toBe('step')
    expect(third?.textContent).toBe('3Third')
  })
})

describe('progress', () => {
  it('has no value when nobody knows how much there is', () => {
    const { rerender } = render(<Progress label="Download" done={10} total={null} />)
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBeNull()
    rerender(<Progress label="Download" done={10} total={40} />)
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('10')
    expect(screen.getByText('25%')).toBeDefined()
  })
})

describe('a menu', () => {
  it('does what is chosen', async () => {
    const chosen = vi.fn()
    render(
      <Menu
        trigger={<button type="button">More</button>}
        items={[{ label: 'Rename', onSelect: chosen }]}
      />,
    )
    fireEvent.click(screen.getByRole('button', { name: 'More' }))
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Rename' }))
    expect(chosen).toHaveBeenCalledOnce()
  })
})

describe('the frame of a view', () => {
  const loaded = { value: [], failure: undefined, reload: vi.fn() }

  it('waits for everything it needs, then shows it or that there is nothing', () => {
    const waiting = { ...loaded, value: undefined }
    const { rerender } = render(
      <ViewFrame title="Keys" needs={[loaded, waiting]}>
        here
      </ViewFrame>,
    )
    expect(screen.getByRole('status').textContent).toBe('Loading…')
    rerender(
      <ViewFrame title="Keys" needs={[loaded]}>
        here
      </ViewFrame>,
    )
    expect(screen.getByText('here')).toBeDefined()
    rerender(
      <ViewFrame title="Keys" needs={[loaded]} empty="nothing">
        here
      </ViewFrame>,
    )
    expect(screen.getByText('nothing')).toBeDefined()
    expect(screen.queryByText('here')).toBeNull()
  })

  it('says what failed, keeps what it has, and asks only for that again', () => {
    const reload = vi.fn()
    render(
      <ViewFrame title="Keys" needs={[loaded, { value: ['old'], failure, reload }]}>
        here
      </ViewFrame>,
    )
    expect(screen.getByRole('alert').textContent).toContain('There is no such client.')
    expect(screen.getByText('here')).toBeDefined()
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(reload).toHaveBeenCalledOnce()
    expect(loaded.reload).not.toHaveBeenCalled()
  })
})
