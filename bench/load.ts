/** A closed-loop load: so many connections, each sending its next request when the last is answered. */
import { Agent, request } from 'node:http'

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
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const started = performance.now()
  const until = started + seconds * 1000
  let done = 0
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) {
        target.check(await post(target, agent))
        done += 1
      }
    }),
  )
  agent.destroy()
  return done / ((performance.now() - started) / 1000)
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
