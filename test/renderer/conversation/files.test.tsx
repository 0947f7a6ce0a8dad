// @vitest-environment happy-dom
/** Shared files in the panel: sharing them, what happens when somebody was faster, what is shown. */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { useLoaded } from '../../../renderer/data/hooks.ts'
import { FilesPane } from '../../../renderer/views/conversation/files/FilesPane.tsx'
import { previewOf, previewPlan } from '../../../renderer/views/conversation/files/preview.ts'
import { createFakeControl, type FakeControl } from '../../fakes/fake-control.ts'
import { putFile } from '../../fakes/panel-data/files.ts'
import { renderInPanel } from '../in-panel.tsx'

afterEach(() => {
  cleanup()
  location.hash = ''
})

function Shown({ name }: { name: string | undefined }) {
  const { value: files } = useLoaded('files.list', {})
  const { value: participants } = useLoaded('participants.list', {})
  return files && participants ? <FilesPane {...{ files, participants, name }} /> : null
}

async function show(control: FakeControl, name?: string) {
  const panel = renderInPanel(<Shown name={name} />, control)
  await screen.findByRole('button', { name: 'Share files' })
  return panel
}

const choose = (label: string, ...files: File[]) =>
  fireEvent.change(
    document.querySelector(`input[type="file"][aria-label="${label}"]`) ?? document,
    {
      target: { files },
    },
  )
const write = async (control: FakeControl, name: string, content: string) =>
  control.invoke('files.write', { name, content })
const textOf = async (control: FakeControl, name: string) =>
  (await control.invoke('files.read', { name })) as { content: string; version: number }

describe('sharing', () => {
  it('puts a new file where everybody can read it, to the byte', async () => {
    const control = createFakeControl()
    await show(control)
    choose('Share files', new File([new Uint8Array([0, 255, 10])], 'raw.bin'))
    await waitFor(() => expect(control.state.files.map(({ name }) => name)).toEqual(['raw.bin']))
    expect((await textOf(control, 'raw.bin')).content).toBe('AP8K')
    expect(location.hash).toBe('#conversation/file/raw.bin')
  })

  it('asks before it follows a file of the same name', async () => {
    const control = createFakeControl()
    putFile(control.state, { name: 'plan.md' }, 'theirs')
    await show(control)
    choose('Share files', new File(['mine'], 'plan.md'))
    await screen.findByText(/There is already a file named plan.md, at version 1 by Claude/)
    expect((await textOf(control, 'plan.md')).version).toBe(1)
    fireEvent.click(screen.getByRole('button', { name: 'Share as version 2' }))
    await waitFor(async () => {
      expect(await textOf(control, 'plan.md')).toMatchObject({ content: 'mine', version: 2 })
    })
  })

  it('writes over nobody who was faster, explains it, and leaves the decision to the owner', async () => {
    const control = createFakeControl()
    putFile(control.state, { name: 'plan.md' }, 'first')
    const { transport } = await show(control, 'plan.md')
    choose('Share files', new File(['mine'], 'plan.md'))
    const follow = await screen.findByRole('button', { name: 'Share as version 2' })
    // Behind the panel's back: it hears of it only afterwards.
    putFile(control.state, { name: 'plan.md', writtenBy: 'chatgpt' }, 'faster')
    fireEvent.click(follow)
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('Somebody changed plan.md meanwhile.')
    expect((await textOf(control, 'plan.md')).content).toBe('faster')

    transport.signal({ kind: 'change', topic: 'files' })
    await within(alert).findByText(/now it is at version 2, by ChatGPT/)
    fireEvent.click(within(alert).getByRole('button', { name: 'Put mine on top as version 3' }))
    await waitFor(async () => {
      expect(await textOf(control, 'plan.md')).toMatchObject({ content: 'mine', version: 3 })
    })
  })

  it('does not even read what is over the limit', async () => {
    const control = createFakeControl()
    const { transport } = await show(control)
    const huge = new File(['x'], 'huge.bin')
    Object.defineProperty(huge, 'size', { value: 9e9 })
    await waitFor(() =>
      expect(transport.calls.map(({ method }) => method)).toContain('settings.get'),
    )
    choose('Share files', huge)
    await screen.findByText(/The file has 9.0 GB; the limit is/)
    expect(transport.calls.map(({ method }) => method)).not.toContain('files.write')
  })
})

describe('a file', () => {
  it('is shown as text, whatever is in it, and compared with an older version', async () => {
    const control = createFakeControl()
    putFile(control.state, { name: 'a.html', mimeType: 'text/html' }, 'one\n', '<img src=x>\n')
    await show(control, 'a.html')
    const text = await screen.findByRole('region', { name: 'a.html, version 2' })
    expect(text.textContent).toBe('<img src=x>\n')
    expect(text.querySelector('img')).toBeNull()
    fireEvent.change(screen.getByLabelText('What changed since'), { target: { value: '1' } })
    const diff = await screen.findByRole('region', { name: 'From version 1 to version 2' })
    expect(diff.querySelector('del')?.textContent).toBe('one')
    expect(diff.querySelector('ins')?.textContent).toBe('<img src=x>')
  })

  it('bears the mark on the version the owner changed, and on no other', async () => {
    const control = createFakeControl()
    putFile(control.state, { name: 'plan.md' }, 'one\n')
    putFile(control.state, { name: 'plan.md', ownerPart: 'changed' }, 'two\n')
    await show(control, 'plan.md')
    await screen.findByRole('region', { name: 'plan.md, version 2' })
    expect(screen.getByText('changed by you')).toBeDefined()
    fireEvent.change(screen.getByLabelText('2 versions'), { target: { value: '1' } })
    await screen.findByRole('region', { name: 'plan.md, version 1' })
    expect(screen.queryByText('changed by you')).toBeNull()
  })

  it('is deleted only as the version the owner has seen', async () => {
    const control = createFakeControl()
    await write(control, 'plan.md', 'one')
    await show(control, 'plan.md')
    fireEvent.click(await screen.findByRole('button', { name: 'Delete the file' }))
    putFile(control.state, { name: 'plan.md', writtenBy: 'claude' }, 'two')
    fireEvent.click(screen.getByRole('button', { name: 'Delete' }))
    await screen.findByText(/is at version 2, not 1/)
    expect(control.state.files).toHaveLength(1)
  })

  it('is a picture only when it is small and of a safe kind', () => {
    const file = { name: 'x', size: 1000, mimeType: 'image/png' }
    expect(previewPlan(file)).toBe('read')
    expect(previewPlan({ ...file, size: 5_000_000 })).toBe('too-large')
    expect(previewPlan({ ...file, mimeType: 'application/pdf' })).toBe('not-shown')
    expect(previewPlan({ ...file, mimeType: 'image/tiff' })).toBe('not-shown')
    const read = {
      ...file,
      version: 1,
      sha256: '',
      writtenBy: 'claude',
      writtenAt: '',
      encoding: 'base64' as const,
      content: 'AAAA',
    }
    expect(previewOf(read)).toEqual({ kind: 'picture', source: 'data:image/png;base64,AAAA' })
    expect(previewOf({ ...read, mimeType: 'image/svg+xml' })).toEqual({ kind: 'bytes' })
    expect(previewOf({ ...read, encoding: 'utf-8', content: '<svg/>' })).toEqual({
      kind: 'text',
      text: '<svg/>',
    })
  })
})
