// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { auditSentences } from '../../../renderer/strings/audit.ts'
import { AuditTrail } from '../../../renderer/views/keys/audit/AuditTrail.tsx'
import { factsOf, narrowed } from '../../../renderer/views/keys/audit/groups.ts'
import { createFakeControl } from '../../fakes/fake-control.ts'
import { renderInPanel } from '../in-panel.tsx'

afterEach(cleanup)

const entry = (seq: number, kind = 'approval.approved', detail: Record<string, string> = {}) => ({
  seq,
  at: '2026-11-21T09:00:00.000Z',
  kind,
  client: 'ChatGPT',
  clientId: 'c1',
  detail: { participant: `p${seq}`, ...detail },
})

const rows = () => screen.getAllByRole('listitem')

describe('the audit trail', () => {
  it('pages to the oldest, and grows at the top meanwhile', async () => {
    const audit = Array.from({ length: 150 }, (_, i) => entry(150 - i))
    const { control } = renderInPanel(<AuditTrail />, createFakeControl({ audit }))
    await screen.findByText('ChatGPT was let in as p150.')
    expect(rows()).toHaveLength(100)
    fireEvent.click(screen.getByRole('button', { name: 'Show older' }))
    await screen.findByText('ChatGPT was let in as p1.')
    await screen.findByText('That is all.')
    act(() => control.change('audit', (state) => void state.audit.unshift(entry(151))))
    await screen.findByText('ChatGPT was let in as p151.')
    expect(rows()).toHaveLength(151)
  })

  it('begins anew where more happened at once than a page holds', async () => {
    const { control } = renderInPanel(<AuditTrail />, createFakeControl({ audit: [entry(1)] }))
    await screen.findByText('That is all.')
    const many = Array.from({ length: 150 }, (_, i) => entry(151 - i))
    act(() => control.change('audit', (state) => void (state.audit = [...many, entry(1)])))
    await screen.findByText('ChatGPT was let in as p151.')
    expect(rows()).toHaveLength(100)
    expect(screen.queryByText('ChatGPT was let in as p1.')).toBeNull()
    await screen.findByRole('button', { name: 'Show older' })
  })

  it('is narrowed by kind and by words', () => {
    const entries = [entry(2), entry(1, 'key.rotated')]
    expect(narrowed(entries, 'keys', '')).toEqual([entries[1]])
    expect(narrowed(entries, 'all', 'chatgpt P2')).toEqual([entries[0]])
    expect(narrowed(entries, 'keys', 'let in')).toEqual([])
  })

  it('never tells the number of a request that may still wait', () => {
    const asked = entry(1, 'approval.requested', { number: '4821' })
    expect(JSON.stringify(factsOf(asked))).not.toContain('4821')
    expect(narrowed([asked], 'all', '4821')).toEqual([])
    expect(auditSentences['approval.requested']?.('ChatGPT', asked.detail)).not.toContain('4821')
  })
})
