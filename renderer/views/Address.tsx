/** The address to give to a client, and the shortest way to use it on each side. */
import type { Status } from '../../main/contract.ts'
import { CopyButton } from '../components/CopyButton.tsx'
import { Section } from '../components/Section.tsx'
import { strings } from '../strings.ts'

const words = strings.address

export function Address({ status }: { status: Status }) {
  const { mcpUrl, dataDir } = status
  const onlyHere = status.origins.every(({ kind }) => kind === 'loopback')
  const command = `drawbridge stdio --data ${quoted(dataDir)}`
  return (
    <Section title={words.title}>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <p className="font-mono text-xl wrap-anywhere sm:text-3xl">{mcpUrl}</p>
        <CopyButton text={mcpUrl} label={words.title} />
      </div>
      <div className="mt-8 grid gap-8 md:grid-cols-[2fr_3fr]">
        <div className="space-y-2">
          <h3 className="font-serif text-xl">{words.chatgpt}</h3>
          {onlyHere ? (
            <p>
              {words.loopback} <code>{words.publicUrl}</code>
            </p>
          ) : (
            <p>{words.chatgptHow}</p>
          )}
          <p className="text-sm text-muted">{status.tunnel.detail}</p>
        </div>
        <div className="space-y-2">
          <h3 className="font-serif text-xl">{words.claude}</h3>
          <p>{words.claudeHow}</p>
          <div className="flex flex-wrap items-center gap-3">
            <code className="command min-w-0 wrap-anywhere">{command}</code>
            <CopyButton text={command} label={words.claude} />
          </div>
          <p className="text-sm text-muted">{words.checkout}</p>
        </div>
      </div>
    </Section>
  )
}

/** A path with spaces, as a shell or a settings file needs it. */
const quoted = (path: string): string => (/^[\w./\\:~-]+$/.test(path) ? path : `"${path}"`)
