/** Holds so many half-sent sign-ins open to a port, and opens each again within ten seconds of its end. */
import { connect } from 'node:net'

const [port = '', count = ''] = process.argv.slice(2)
const request =
  `POST /oauth2/token HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n` +
  'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\ng'
let begun = 0

function hold(): void {
  const socket = connect(Number(port), '127.0.0.1')
  socket.on('error', () => {})
  socket.on('connect', () => {
    socket.write(request)
    begun += 1
    if (begun === Number(count)) process.send?.('held')
  })
  socket.on('close', () => setTimeout(hold, Math.random() * 10_000))
  socket.resume()
}

for (let n = 0; n < Number(count); n += 1) hold()
if (Number(count) === 0) process.send?.('held')
