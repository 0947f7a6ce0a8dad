/**
 * Holds half-sent sign-ins open to a port: opens so many, and whatever the bridge closes again, at no more
 * than so many connections a second. Tells what it did and what that cost it when asked.
 */
import { connect } from 'node:net'

const [port = '', count = '', perSecond = ''] = process.argv.slice(2)
const most = Number(count)
const request =
  `POST /oauth2/token HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n` +
  'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\ng'
const tickMs = 10
const rushPerSecond = 2_000

/** What is sent to the bench. */
export interface Attack {
  /** Connections begun since the last question, and sent on. */
  opened: number
  /** Held at this moment. */
  held: number
  cpuSeconds: number
}

let open = 0
let opened = 0
let allowed = 0
let hasHeldAll = most === 0
if (hasHeldAll) process.send?.('held')

setInterval(() => {
  const rate = hasHeldAll ? Number(perSecond) : Math.max(rushPerSecond, Number(perSecond))
  // What could not be begun in time is not made up for.
  allowed = Math.min(allowed + (rate * tickMs) / 1_000, rate / 10)
  for (; allowed >= 1 && open < most; allowed -= 1) hold()
}, tickMs)

function hold(): void {
  open += 1
  const socket = connect(Number(port), '127.0.0.1')
  socket.on('error', () => {})
  socket.on('connect', () => {
    socket.write(request)
    opened += 1
    if (hasHeldAll || opened < most) return
    hasHeldAll = true
    process.send?.('held')
  })
  socket.on('close', () => (open -= 1))
  socket.resume()
}

let cpuBefore = process.cpuUsage()
process.on('message', () => {
  const { user, system } = process.cpuUsage(cpuBefore)
  const attack: Attack = { opened, held: open, cpuSeconds: (user + system) / 1e6 }
  process.send?.(attack)
  opened = 0
  cpuBefore = process.cpuUsage()
})
