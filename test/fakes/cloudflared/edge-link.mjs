/**
 * The connection to the pretended edge: one TCP connection with JSON lines instead of QUIC. It keeps
 * cloudflared's habits: for ever at it after "Unauthorized", the end after any other refusal, 5 s
 * (scaled) per QUIC dial without an answer, slow to return after a loss on HTTP/2.
 */
import { connect } from 'node:net'

export function createEdgeLink({ identity, connector, flags, scenario, log, fatal }) {
  const scale = scenario.scale ?? 1
  const protocol = flags.protocol ?? 'quic'
  const ip = scenario.ipv6 ? '2606:4700:a0::1' : '198.41.200.193'
  const where = `connIndex=0 event=0 ip=${ip}`
  const port = Number(process.env.FAKE_EDGE)
  let socket = null
  let connected = false
  let ending = null
  let attempt = 0

  function dial() {
    if (ending) return
    log.info(
      `Tunnel connection curve preferences: [X25519MLKEM768 CurveID(65074) CurveP256] ${where}`,
    )
    let text = ''
    let answered = false
    socket = connect(port, '127.0.0.1')
    socket.setEncoding('utf8')
    const silence = setTimeout(() => socket?.destroy(), 5_000 * scale)
    socket.on('connect', () => {
      const origin = flags.url
      socket.write(
        `${JSON.stringify({ tunnel: identity.id, secret: identity.secret, account: identity.account_tag, connector, origin, protocol })}\n`,
      )
    })
    socket.on('data', (chunk) => {
      text += chunk
      if (!text.includes('\n') || answered) return
      answered = true
      clearTimeout(silence)
      answer(JSON.parse(text))
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      clearTimeout(silence)
      if (ending) ending()
      else if (connected) lost()
      else if (!answered) undialled()
    })
  }

  function answer(reply) {
    if (reply.error) {
      refused(reply.error)
      return
    }
    connected = true
    attempt = 0
    log.info(
      `Registered tunnel connection connIndex=0 connection=${crypto.randomUUID()} event=0 ip=${ip} location=fra03 protocol=${protocol}`,
    )
  }

  function refused(reason) {
    socket.destroy()
    log.error(`failed to serve incoming request error="${reason}"`)
    log.error(`Register tunnel error from server side error="${reason}" ${where}`)
    if (reason.startsWith('Unauthorized')) retry()
    else {
      log.error(`initial tunnel connection failed error="${reason}"`)
      fatal(reason, 1)
    }
  }

  function lost() {
    connected = false
    log.info('Lost connection with the edge connIndex=0')
    log.warn(`Serve tunnel error error="connection with edge closed" ${where}`)
    log.error('Connection terminated error="connection with edge closed" connIndex=0')
    setTimeout(dial, (protocol === 'http2' ? 20_000 : 1_000) * scale)
  }

  function undialled() {
    if (protocol === 'quic') {
      log.error(
        `Failed to dial a quic connection error="failed to dial to edge with quic: timeout: no recent network activity" ${where}`,
      )
    } else {
      log.error(
        `Unable to establish connection with Cloudflare edge error="DialContext error: dial tcp ${ip}:7844: i/o timeout" ${where}`,
      )
    }
    retry()
  }

  function retry() {
    attempt += 1
    const most = Math.min(2 ** attempt, 64)
    log.info(`Retrying connection in up to ${most === 64 ? '1m4s' : `${most}s`} ${where}`)
    setTimeout(dial, most * 1_000 * scale * 0.5)
  }

  return {
    start: dial,
    ready: () => connected,
    unregister(done) {
      if (!connected) {
        ending = () => {}
        done()
        return
      }
      log.info(`Unregistered tunnel connection ${where}`)
      ending = () => {
        log.error('Connection terminated connIndex=0')
        done()
      }
      socket.end()
    },
  }
}
