/** A sentence of the bridge: what stands between backticks is a command or a name, shown as such. */
import { Fragment } from 'react'

export function WithCode({ text }: { text: string }) {
  return text
    .split(/`([^`]+)`/)
    .map((part, i) => (
      <Fragment key={i}>{i % 2 === 1 ? <code className="named">{part}</code> : part}</Fragment>
    ))
}
