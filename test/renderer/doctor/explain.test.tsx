// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/react'
import * as fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { DoctorView } from '../../../renderer/views/doctor/DoctorView.tsx'
import { piecesOf, type Piece } from '../../../renderer/views/doctor/explain/har-pieces.ts'
import { aBusyDoctor } from '../../fakes/panel-data/doctor-full.ts'
import { createFakeControl } from '../../fakes/fake-control.ts'
import { renderInPanel } from '../in-panel.tsx'

afterEach(cleanup)

const path = ['explain']
const field = () => screen.findByRole('textbox', { name: 'What it said' })
const explain = () => fireEvent.click(screen.getByRole('button', { name: 'What does it mean?' }))

describe('a pasted text', () => {
  it('is explained with whose side, the cure, and what led to it', async () => {
    const control = createFakeControl(aBusyDoctor())
    const { transport } = renderInPanel(<DoctorView path={path} />, control)
    fireEvent.change(await field(), { target: { value: 'redirect_uri did not match' } })
    explain()
    await screen.findByText(/which is not registered for it/)
    expect(screen.getByText(/GET \/oauth2\/authorize\?client_id=/)).toBeDefined()
    expect(transport.calls.at(-1)).toEqual({
      method: 'doctor.explain',
      params: { text: 'redirect_uri did not match' },
    })
    // What was found belonged to the old text.
    fireEvent.change(await field(), { target: { value: 'another' } })
    expect(screen.queryByText(/which is not registered for it/)).toBeNull()
  })

  it('that nobody knows leads on, and an empty one is not asked about', async () => {
    renderInPanel(<DoctorView path={path} />)
    const text = await field()
    expect(
      screen.getByRole<HTMLButtonElement>('button', { name: 'What does it mean?' }).disabled,
    ).toBe(true)
    fireEvent.change(text, { target: { value: 'Something went wrong' } })
    explain()
    await screen.findByText(/The doctor does not know this text/)
  })
})

/** A file of which nobody can read more than was asked for. */
const harFile = (text: string): File => new File([text], 'chatgpt.com.har')

const choose = async (file: File): Promise<void> => {
  const input = await screen.findByLabelText<HTMLInputElement>('Choose a HAR file', {
    selector: 'input',
  })
  fireEvent.change(input, { target: { files: [file] } })
}

describe('a HAR file', () => {
  it('goes to the bridge piece by piece, and its steps and findings come back', async () => {
    const control = createFakeControl(aBusyDoctor())
    const { transport } = renderInPanel(<DoctorView path={path} />, control)
    const text = `{"log":"${'é'.repeat(1_200_000)}"}`
    await choose(harFile(text))
    await screen.findByText('The sign-in in it: 4 steps', {}, { timeout: 10_000 })
    expect(screen.getByText('GET /oauth2/authorize → 400')).toBeDefined()
    expect(screen.getByText(/which is not registered for it/)).toBeDefined()
    const pieces = transport.calls.flatMap(({ method, params }) =>
      method === 'doctor.har' ? [params as { text: string; last: boolean; upload?: string }] : [],
    )
    expect(pieces.map(({ last }) => last)).toEqual([false, false, true])
    expect(pieces.map(({ upload }) => upload)).toEqual([undefined, 'h1', 'h1'])
    expect(control.state.har['h1'] === text).toBe(true)
  })

  it('that nothing is wrong with, or that has no sign-in in it, says so', async () => {
    renderInPanel(<DoctorView path={path} />)
    await choose(harFile('{}'))
    await screen.findByText('Nothing in it is known to be wrong.')
    expect(screen.getByText('There is no OAuth sign-in in this file.')).toBeDefined()
  })

  it('that is gone from the disk is explained', async () => {
    renderInPanel(<DoctorView path={path} />)
    const file = harFile('{}')
    file.slice = () => {
      throw new DOMException('gone', 'NotFoundError')
    }
    await choose(file)
    await screen.findByText('chatgpt.com.har could not be read from the disk.')
  })

  it('can be stopped, and is then not sent on', async () => {
    const { control } = renderInPanel(<DoctorView path={path} />)
    const file = harFile('x'.repeat(3_000_000))
    let go = (): void => {}
    const slice = file.slice.bind(file)
    let read = 0
    file.slice = (from, to) => {
      const piece = slice(from, to)
      if ((read += 1) === 2) {
        const held = new Promise<void>((resolve) => (go = resolve))
        piece.arrayBuffer = () => held.then(() => new ArrayBuffer(8))
      }
      return piece
    }
    await choose(file)
    await screen.findByText('Reading chatgpt.com.har')
    await expect.poll(() => read).toBe(2)
    fireEvent.click(screen.getByRole('button', { name: 'Stop' }))
    go()
    await screen.findByText('Stopped. Nothing of the file was kept.')
    expect(screen.queryByText('Reading chatgpt.com.har')).toBeNull()
    expect(read).toBe(2)
    expect(control.state.har['h1']?.length).toBe(1024 * 1024)
  })
})

describe('the pieces of a file', () => {
  it('are the whole text, however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }),
        fc.integer({ min: 1, max: 9 }),
        async (text, size) => {
          const pieces: Piece[] = []
          for await (const piece of piecesOf(new Blob([text]), size)) pieces.push(piece)
          const expected = new TextDecoder().decode(new TextEncoder().encode(text))
          expect(pieces.map((piece) => piece.text).join('')).toBe(expected)
          expect(pieces.map(({ last }) => last).lastIndexOf(false)).toBe(pieces.length - 2)
        },
      ),
    )
  })
})
