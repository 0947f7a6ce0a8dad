/** What was changed and counts from the next start, and how to get there. */
import { settingsStrings } from '../../strings/settings.ts'

const words = settingsStrings.afterRestart

export function AfterRestart({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null
  return (
    <div role="status" className="mb-10 border-l-2 border-accent pl-5">
      <p>
        {words.title} {names.map(labelOf).join(', ')}.
      </p>
      <p className="text-muted">
        {'drawbridge' in window ? (
          words.desktop
        ) : (
          <>
            {words.how} <code className="command">{words.command}</code>.
          </>
        )}
      </p>
    </div>
  )
}

const numbers: Record<string, { label: string }> = settingsStrings.numbers
const others: Record<string, string> = {
  tunnel: settingsStrings.address.open,
  tunnelHostname: settingsStrings.address.open,
  publicUrl: settingsStrings.address.open,
  tunnelKeeper: settingsStrings.address.tunnelKeeper.label,
  cloudflared: settingsStrings.address.cloudflared.label,
}

/** A setting this panel has no words for is called as the file calls it. */
const labelOf = (name: string): string => numbers[name]?.label ?? others[name] ?? name
