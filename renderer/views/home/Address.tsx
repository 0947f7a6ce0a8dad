/** The address to give to a client, and the shortest way to use it on each side. */
import type { Status } from '../../../main/contract.ts'
import { CopyButton } from '../../components/CopyButton.tsx'
import { Section } from '../../components/Section.tsx'
import { strings } from '../../strings.ts'

const words = strings.address

export function Address({ status }: { status: Status }) {
  const { mcpUrl, linkCommand } = status
  const onlyHere = status.origins.every(({ kind }) => kind === 'loopback')
  const desktop = JSON.stringify({ mcpServers: { drawbridge: linkCommand } }, null, 2)
  const code = `claude mcp add -s user drawbridge -- ${[linkCommand.command, ...linkCommand.args].map(quoted).join(' ')}`
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
              {words.loopback}
              {status.tunnel.mode === 'off' && (
                <>
                  {' '}
                  {words.openOne} <code>{words.tunnelFlag}</code>.
                </>
              )}
            </p>
          ) : (
            <p>{words.chatgptHow}</p>
          )}
          <p className="text-sm text-muted">{status.tunnel.detail}</p>
        </div>
        <div className="space-y-2">
          <h3 className="font-serif text-xl">{words.claude}</h3>
          <Recipe how={words.desktopHow} text={desktop} label={words.desktop} />
          <Recipe how={words.codeHow} text={code} label={words.code} />
        </div>
      </div>
    </Section>
  )
}

/** What to do, and the exact text to do it with. */
function Recipe({ how, text, label }: { how: string; text: string; label: string }) {
  return (
    <div className="space-y-2">
      <p>{how}</p>
      <div className="flex flex-wrap items-start gap-3">
        <pre className="command min-w-0 wrap-anywhere whitespace-pre-wrap">{text}</pre>
        <CopyButton text={text} label={label} />
      </div>
    </div>
  )
}

/** A path with spaces, as a shell needs it. */
const quoted = (path: string): string => (/^[\w./\\:~-]+$/.test(path) ? path : `"${path}"`)
