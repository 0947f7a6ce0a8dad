// @vitest-environment happy-dom
/** The ledger in the panel: who has seen a file, whatever its parts are called. */
import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { SeenBy } from '../../../renderer/components/SeenBy.tsx'
import { createFakeControl } from '../../fakes/fake-control.ts'
import { aReception } from '../../fakes/panel-data/ledger.ts'
import { renderInPanel } from '../in-panel.tsx'

afterEach(cleanup)

it('names company, client, version, extent and call, and what is only perhaps so', async () => {
  const control = createFakeControl({
    received: [
      aReception({ number: 2, extent: 'part', call: 'search', perhaps: true, company: null }),
      aReception({ number: 1, name: '<b>x</b>' }),
      aReception({ number: 0, name: 'Codex helper', company: null, says: 'OpenAI' }),
    ],
  })
  renderInPanel(<SeenBy question={{ file: 'plan.md' }} none="Nobody" />, control)
  const [second, first, claimed] = await screen.findAllByRole('listitem')
  expect(first?.textContent).toMatch(/^OpenAI · <b>x<\/b> · version 1: all of it.*read_file/)
  expect(claimed?.textContent).toMatch(/^says it is OpenAI · Codex helper/)
  expect(second?.textContent).toMatch(/^company not known · ChatGPT · version 1: a part \(perhaps/)
})

it('hears of what is received while it is shown', async () => {
  const control = createFakeControl()
  renderInPanel(<SeenBy question={{ by: aReception().client }} none="Nobody" />, control)
  await screen.findByText('Nobody')
  control.change('ledger', (state) => {
    state.received = [aReception()]
  })
  expect((await screen.findByRole('listitem')).textContent).toMatch(
    /^plan\.md version 1: all of it/,
  )
})
