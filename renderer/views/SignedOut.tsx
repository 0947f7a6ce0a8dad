/** The bridge answers, but not to this browser. */
import { Bridge } from '../components/Bridge.tsx'
import { Button } from '../components/Button.tsx'
import { strings } from '../strings.ts'

export function SignedOut() {
  const { title, message, next, command, retry } = strings.signedOut
  return (
    <>
      <div className="overflow-clip pt-10">
        <Bridge raised />
      </div>
      <main className="mx-auto max-w-xl px-5 py-12">
        <h1 className="mb-4 font-serif text-4xl">{title}</h1>
        <p className="mb-4">{message}</p>
        <p className="mb-2">{next}</p>
        <p className="mb-8">
          <code className="command">{command}</code>
        </p>
        <Button kind="solid" onClick={() => location.reload()}>
          {retry}
        </Button>
      </main>
    </>
  )
}
