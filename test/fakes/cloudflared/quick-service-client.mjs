/** The request for a quick tunnel: POST, empty body, 15 s in total; status and errors are not looked at. */
import { request } from 'node:http'

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/** The identity, or the text cloudflared ends with. */
export async function askQuickService({ base, version, log }) {
  log.info(
    'Thank you for trying Cloudflare Tunnel. Doing so, without a Cloudflare account, is a quick way to experiment and try it out.',
  )
  log.info('Requesting new quick Tunnel on trycloudflare.com...')
  let answer
  try {
    answer = await post(`${base}/tunnel`, version)
  } catch (error) {
    return `failed to request quick Tunnel: Post "${base}/tunnel": ${error.message}`
  }
  let parsed
  try {
    parsed = JSON.parse(answer.body)
  } catch (error) {
    log.error(
      `Error unmarshaling QuickTunnel response: ${answer.body} error="${error.message}" status_code="${answer.status}"`,
    )
    return `failed to unmarshal quick Tunnel: ${error.message}`
  }
  const id = parsed?.result?.id ?? ''
  if (!uuid.test(id)) return `failed to parse quick Tunnel ID: invalid UUID length: ${id.length}`
  return parsed.result
}

function post(url, version) {
  return new Promise((resolve, reject) => {
    const call = request(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': `cloudflared/${version}`,
        'content-length': 0,
      },
      timeout: 15_000,
    })
    call.on('timeout', () => call.destroy(new Error('context deadline exceeded')))
    call.on('error', reject)
    call.on('response', (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (chunk) => (body += chunk))
      response.on('end', () =>
        resolve({ status: `${response.statusCode} ${response.statusMessage}`, body }),
      )
      response.on('error', reject)
    })
    call.end()
  })
}
