// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Checkbox } from '../../../renderer/components/Checkbox.tsx'
import { FileDrop } from '../../../renderer/components/FileDrop.tsx'
import { RadioCards } from '../../../renderer/components/RadioCards.tsx'
import { SecretField } from '../../../renderer/components/SecretField.tsx'
import { Select } from '../../../renderer/components/Select.tsx'
import { TextField } from '../../../renderer/components/TextField.tsx'

afterEach(cleanup)

/** The words a screen reader says after the name of the field. */
const described = (field: HTMLElement): string =>
  (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent)
    .join(' ')

describe('a field', () => {
  it('is named by its label and described by its hint and by what is wrong', () => {
    const props = { label: 'Domain', value: '', onChange: () => {} }
    const { rerender } = render(<TextField {...props} hint="Without https." />)
    const field = screen.getByLabelText('Domain')
    expect(described(field)).toBe('Without https.')
    expect(field.getAttribute('aria-invalid')).toBeNull()
    rerender(<TextField {...props} hint="Without https." error="That is no domain." />)
    expect(described(field)).toBe('Without https. That is no domain.')
    expect(field.getAttribute('aria-invalid')).toBe('true')
  })

  it('hides a secret until it is looked at', () => {
    render(<SecretField label="Client secret" value="s3cret" onChange={() => {}} />)
    const field = screen.getByLabelText<HTMLInputElement>('Client secret')
    expect(field.type).toBe('password')
    expect(field.autocomplete).toBe('off')
    fireEvent.click(screen.getByRole('button', { name: 'Show it' }))
    expect(field.type).toBe('text')
    fireEvent.click(screen.getByRole('button', { name: 'Hide it' }))
    expect(field.type).toBe('password')
  })
})

describe('a choice', () => {
  const options = [
    { value: 'quick', label: 'Quick', title: 'Quick', detail: 'Nothing to set up.' },
    { value: 'named', label: 'Named', title: 'Named' },
  ] as const

  it('from a list gives the value, not the words', () => {
    const chosen = vi.fn()
    render(<Select label="Kind" value="quick" options={options} onChange={chosen} />)
    fireEvent.change(screen.getByLabelText('Kind'), { target: { value: 'named' } })
    expect(chosen).toHaveBeenCalledExactlyOnceWith('named')
  })

  it('of cards is one group whose cards are named and explained', () => {
    const chosen = vi.fn<(value: string) => void>()
    render(<RadioCards label="Kind" value="quick" options={options} onChange={chosen} />)
    expect(screen.getByRole('radiogroup', { name: 'Kind' })).toBeDefined()
    expect(described(screen.getByRole('radio', { name: 'Quick' }))).toBe('Nothing to set up.')
    fireEvent.click(screen.getByRole('radio', { name: 'Named' }))
    expect(new Set(chosen.mock.calls.flat())).toEqual(new Set(['named']))
  })

  it('to tick is changed once by a click on its words or on its box', () => {
    const changed = vi.fn()
    render(<Checkbox label="Read files" checked={false} onChange={changed} />)
    fireEvent.click(screen.getByText('Read files'))
    expect(changed.mock.calls.map(([value]) => value)).toEqual([true])
    fireEvent.click(screen.getByRole('checkbox', { name: 'Read files' }))
    expect(changed.mock.calls.map(([value]) => value)).toEqual([true, true])
  })
})

describe('files', () => {
  const file = new File(['x'], 'plan.md')

  it('can be chosen or dropped', () => {
    const taken = vi.fn()
    render(<FileDrop label="Share a file" onFiles={taken} />)
    fireEvent.change(screen.getByLabelText('Share a file', { selector: 'input' }), {
      target: { files: [file] },
    })
    const place = screen.getByRole('button', { name: 'Share a file' })
    fireEvent.drop(place, { dataTransfer: { files: [file], types: ['Files'] } })
    expect(taken.mock.calls.map(([files]) => files.map(({ name }: File) => name))).toEqual([
      ['plan.md'],
      ['plan.md'],
    ])
  })

  it('are not taken while that is off', () => {
    const taken = vi.fn()
    render(<FileDrop label="Share a file" disabled onFiles={taken} />)
    const place = screen.getByRole('button', { name: 'Share a file' })
    fireEvent.drop(place, { dataTransfer: { files: [file], types: ['Files'] } })
    expect(taken).not.toHaveBeenCalled()
  })
})
