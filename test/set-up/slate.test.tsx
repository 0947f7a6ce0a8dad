// @vitest-environment happy-dom
import { homedir } from 'node:os'
import { render, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { App } from '../../renderer/App.tsx'
import { createStore } from '../../renderer/data/store.ts'
import { createControlTransport } from '../fakes/control-transport.ts'
import { createFakeControl } from '../fakes/fake-control.ts'
import { cleanSlate, readyFor } from './slate.ts'

const heading = (name: string) => screen.findByRole('heading', { level: 1, name })
const openPanel = () =>
  render(<App store={createStore(createControlTransport(createFakeControl()))} />)

it('is laid before each file', () => {
  expect(readyFor()).toBe(expect.getState().testPath)
})

it('has no place, storage, panel or look of the file before', async () => {
  location.hash = '#talks'
  history.pushState({ from: 'before' }, '', '#talks/talk-2')
  localStorage.setItem('drawbridge-single-keys', 'off')
  sessionStorage.setItem('kept', 'before')
  document.documentElement.dataset['theme'] = 'dark'
  document.body.className = 'before'
  const { container } = openPanel()
  await heading('Talks')
  document.body.append(document.createElement('dialog'))

  await cleanSlate()
  expect(location.hash).toBe('')
  expect(history.state).toBeNull()
  expect(localStorage.length + sessionStorage.length).toBe(0)
  expect(container.childNodes).toHaveLength(0)
  expect(document.title).toBe('')
  expect(document.documentElement.outerHTML).toMatch(/^<html><head>.*<body><\/body><\/html>$/s)

  openPanel()
  await heading('Looking for the bridge…')
})

it('has the clock, globals, variables and folder of the first file', async () => {
  const before = { env: { ...process.env }, folder: process.cwd() }
  const real = { fetch, matchMedia, setTimeout, Date, log: console.log }
  vi.useFakeTimers({ now: 0 })
  vi.stubGlobal('fetch', () => Promise.reject(new Error('left behind')))
  vi.spyOn(console, 'log').mockReturnValue()
  Object.assign(globalThis, { matchMedia: () => ({ matches: true }) })
  Object.assign(process.env, { LEFT_BEHIND: 'yes', PATH: '/nowhere' })
  process.chdir(homedir())
  process.exitCode = 3

  await cleanSlate()
  expect({ fetch, matchMedia, setTimeout, Date, log: console.log }).toEqual(real)
  expect(Date.now()).toBeGreaterThan(0)
  expect({ ...process.env }).toEqual(before.env)
  expect(process.cwd()).toBe(before.folder)
  expect(process.exitCode).toBeUndefined()
})
