/**
 * A closed-loop load: so many connections, each sending its next request when the last is answered. It
 * writes and reads plain sockets, because node's own client takes as long over a call as a fast server
 * does, which on few cores hides the difference between servers.
 */
import { once } from 'node:events'
import { request, type Agent } from 'node:http'
import { connect, type Socket } from 'node:net'

export interface Target {
  url: string
  headers: Record<string, string>
  /** A new body for each request, so that nothing can be answered from the one before. */
  body: () => string
  /** Throws when an answer is not what it should be: a fast refusal is no throughput. */
  check: (answer: string) => void
}

/** Requests per second over `seconds`. */
export async function load(target: Target, connections: number, seconds: number): Promise<number> {
  const started = performance.now()
  const until = started + seconds * 1000
  const counts = await Promise.all(
    Array.from({ length: connections }, () => askUntil(target, until)),
  )
  const done = counts.reduce((sum, count) => sum + count, 0)
  return done / ((performance.now() - started) / 1000)
}

/** How many requests one connection had answered. */
async function askUntil(target: Target, until: number): Promise<number> {
  const { hostname, port } = new URL(target.url)
  const socket = connect(Number(port), hostname).setNoDelay()
  await once(socket, 'connect')
  try {
    return await asking(target, socket, until)
  } finally {
    socket.destroy()
  }
}

function asking(target: Target, socket: Socket, until: number) {
  const next = requestsOf(target)
  let arrived = ''
  let done = 0
  return new Promise<number>((resolve, reject) => {
    const ask = () => socket.write(next())
    // Latin-1 keeps one character per byte, so that lengths are those of the wire.
    socket.setEncoding('latin1').on('data', (piece: string) => {
      arrived += piece
      try {
        const answer = answerIn(arrived)
        if (answer === undefined) return
        arrived = ''
        target.check(Buffer.from(answer, 'latin1').toString())
      } catch (error) {
        return reject(error)
      }
      done += 1
      if (performance.now() < until) ask()
      else resolve(done)
    })
    socket.once('error', reject)
    socket.once('close', () => reject(new Error('The server closed the connection')))
    ask()
  })
}

/** One connection, for one request at a time. */
export interface Line {
  /** The body of the answer. */
  ask(target: Target): Promise<string>
  close(): void
}

export async function openLine(url: string): Promise<Line> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname).setNoDelay().setEncoding('latin1')
  await once(socket, 'connect')
  return {
    ask(target) {
      let arrived = ''
      return new Promise((resolve, reject) => {
        const take = (piece: string) => {
          arrived += piece
          try {
            const answer = answerIn(arrived)
            if (answer === undefined) return
            socket.off('data', take).off('error', reject)
            resolve(Buffer.from(answer, 'latin1').toString())
          } catch (error) {
            reject(error)
          }
        }
        socket.on('data', take).once('error', reject)
        socket.write(requestsOf(target)())
      })
    },
    close: () => void socket.destroy(),
  }
}

/** Gives the next request as it goes over the wire. */
function requestsOf({ url, headers, body }: Target): () => string {
  const { host, pathname } = new URL(url)
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const head = `POST ${pathname} HTTP/1.1\r\nhost: ${host}\r\n${lines.join('')}content-length: `
  return () => {
    const sent = body()
    return `${head}${Buffer.byteLength(sent)}\r\n\r\n${sent}`
  }
}

/** The body of a whole answer; undefined while some of it is missing. */
function answerIn(text: string): string | undefined {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const head = text.slice(0, end)
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
  if (length === undefined || !head.startsWith('HTTP/1.1 200 ')) throw new Error(text)
  const body = text.slice(end + 4)
  if (body.length > Number(length)) throw new Error(`More than was asked for: ${text}`)
  return body.length === Number(length) ? body : undefined
}
export function post({ url, headers, body }: Target, agent: Agent): Promise<string> {
  const sent = body()
  return new Promise((resolve, reject) => {
    const req = request(
      url,
      {
        method: 'POST',
        agent,
        headers: { ...headers, 'content-length': Buffer.byteLength(sent) },
      },
      (res) => {
        let answer = ''
        res.setEncoding('utf8')
        res.on('data', (part: string) => {
          answer += part
        })
        res.on('end', () =>
          res.statusCode === 200
            ? resolve(answer)
            : reject(new Error(`${res.statusCode}: ${answer}`)),
        )
      },
    )
    req.once('error', reject)
    req.end(sent)
  })
}
