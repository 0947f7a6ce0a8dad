/** Steps with the texts of the client's own screens; a link that fills everything in is shown first. */
import { CodeBlock } from '../../../components/CodeBlock.tsx'
import { CopyField } from '../../../components/CopyField.tsx'
import { Problem } from '../../../components/Problem.tsx'
import { Skeleton } from '../../../components/Skeleton.tsx'
import { Steps } from '../../../components/Steps.tsx'
import { useLoaded } from '../../../data/hooks.ts'
import { connectStrings as words } from '../../../strings/setup.ts'
import type { Connectable } from '../chapters.ts'
import { OpenLink } from '../OpenLink.tsx'

interface Props {
  client: Connectable
  route: string
}

export function Guide({ client, route }: Props) {
  const { value: guide, failure } = useLoaded('connect.guide', { client: client.id, route })
  if (!guide) return failure ? <Problem problem={failure} /> : <Skeleton lines={4} />
  return (
    <div className="space-y-6">
      {guide.link !== null && (
        <OpenLink kind="solid" label={words.link.action(client.name)} url={guide.link} />
      )}
      {route === 'bundle' && <p className="max-w-prose">{words.bundle}</p>}
      <Steps
        steps={guide.steps.map(({ text, open, copy }, i) => ({
          id: `${i}`,
          title: text,
          children:
            open || copy.length > 0 ? (
              <>
                {open && <OpenLink {...open} />}
                {copy.map(({ label, value }) =>
                  value.includes('\n') ? (
                    <CodeBlock key={label} label={label} code={value} />
                  ) : (
                    <CopyField key={label} label={label} value={value} />
                  ),
                )}
              </>
            ) : null,
        }))}
      />
      <p className="text-sm text-muted">{words.asOf(guide.asOf)}</p>
    </div>
  )
}
