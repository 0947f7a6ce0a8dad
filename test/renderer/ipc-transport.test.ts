import { describe, expect, it, vi } from 'vitest'
import { createIpcTransport, type DesktopFace } from '../../renderer/ipc-transport.ts'
import { CallFailed } from '../../renderer/transport.ts'

const failure = {
  code: 'unknown-client',
  message: 'There is no such client.',
  side: 'owner' as const,
  next: 'Look again.',
  docs: '',
}

function face(over: Partial<DesktopFace>) {
  return createIpcTransport({ invoke: vi.fn(), subscribe: vi.fn(), ...over })
}

describe('the transport of the desktop window', () => {
  it('hands on a call and gives its value', async () => {
    const invoke = vi.fn().mockResolvedValue({ ok: true, value: [] })
    expect(await face({ invoke }).invoke('files.list', {})).toEqual([])
    expect(invoke).toHaveBeenCalledWith('files.list', {})
  })

  it('throws what the bridge said of a call that failed', async () => {
    const invoke = vi.fn().mockResolvedValue({ ok: false, failure })
    const call = face({ invoke }).invoke('clients.revoke', { client: 'x' })
    await expect(call).rejects.toBeInstanceOf(CallFailed)
    await expect(call).rejects.toMatchObject({ failure })
  })

  it('passes signals through until it is told to stop', () => {
    const stop = vi.fn()
    const subscribe = vi.fn((listener: Parameters<DesktopFace['subscribe']>[0]) => {
      listener({ kind: 'resync' })
      return stop
    })
    const heard = vi.fn()
    const leave = face({ subscribe }).subscribe(heard)
    expect(heard).toHaveBeenCalledWith({ kind: 'resync' })
    leave()
    expect(stop).toHaveBeenCalledOnce()
  })
})
