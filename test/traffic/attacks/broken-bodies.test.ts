/**
 * Requests whose body is given up in the middle, by the bridge or by the client. Node takes the socket
 * from such a request, and the record of it must not need one.
 */
import { connect } from 'node:net'
import { expect, it } from 'vitest'
import { chatgpt, publicOrigin, signIn } from '../../fakes/oauth-host.ts'
import { openRecordedHost, type RecordedHost } from '../recorded-host.ts'

const host = new URL(publicOrigin.url).host

/** Sends the bytes and hangs up when they are answered; at once when `hangsUp`. */
async function send({ port }: RecordedHost, bytes: string, hangsUp = false): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.setEncoding('utf8').on('error', () => {})
  let answer = ''
  await new Promise<void>((resolve) => {
    socket.once('close', resolve)
    socket.on('data', (part: string) => {
      answer += part
      socket.destroy()
    })
    socket.write(bytes, () => {
      if (hangsUp) socket.destroy()
    })
  })
  return answer
}

const head = (path: string, type: string, more: string): string =>
  `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: ${type}\r\n${more}\r\n`

const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`

async function openSignedIn() {
  const recorded = await openRecordedHost()
  const { access_token } = await signIn(recorded.host, chatgpt)
  const toMcp = (more: string) =>
    head('/mcp', 'application/json', `Authorization: Bearer ${access_token}\r\n${more}`)
  /** The last row of traffic, once its request has ended. */
  const lastRow = async (path: string) => {
    const last = () => recorded.traffic.list().rows.findLast(({ target }) => target === path)
    await expect.poll(() => last()?.outcome ?? 'open').not.toBe('open')
    return last()
  }
  return { recorded, toMcp, lastRow }
}

it.each([
  ['nested too deeply', chunk('['.repeat(1_000))],
  ['larger than allowed', chunk(' '.repeat(1024 * 1024 + 1))],
])('a call that turns out %s while it arrives is refused and recorded', async (_, body) => {
  const { recorded, toMcp, lastRow } = await openSignedIn()
  const answer = await send(recorded, toMcp('Transfer-Encoding: chunked\r\n') + body)
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /)
  expect(await lastRow('/mcp')).toMatchObject({ outcome: 'refused' })
})

it('a call whose client hangs up in the middle is recorded as broken off', async () => {
  const { recorded, toMcp, lastRow } = await openSignedIn()
  await send(recorded, `${toMcp('Content-Length: 500\r\n')}{"jsonrpc"`, true)
  expect(await lastRow('/mcp')).toMatchObject({ outcome: 'failed', status: null })
})

it('a sign-in whose client hangs up before all of it came costs no row, and harms nobody', async () => {
  const { recorded } = await openSignedIn()
  const form = 'application/x-www-form-urlencoded'
  await send(recorded, `${head('/oauth2/revoke', form, 'Content-Length: 500\r\n')}grant`, true)
  expect(await send(recorded, head('/oauth2/revoke', form, 'Content-Length: 0\r\n'))).toMatch(
    /^HTTP\/1\.1 4\d\d /,
  )
  const rows = recorded.traffic.list().rows.filter(({ target }) => target === '/oauth2/revoke')
  expect(rows).toHaveLength(1)
})
