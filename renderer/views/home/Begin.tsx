/** The invitation to the guide, as long as nobody has ever been connected. */
import { ButtonLink } from '../../components/Button.tsx'
import { hrefTo } from '../../navigation.ts'
import { homeStrings } from '../../strings/home.ts'

const words = homeStrings.begin

export function Begin() {
  return (
    <section className="begin" aria-label={words.title}>
      <div className="min-w-0">
        <h2 className="font-serif text-2xl">{words.title}</h2>
        <p className="text-muted">{words.message}</p>
      </div>
      <ButtonLink kind="solid" href={hrefTo('setup')}>
        {words.action}
      </ButtonLink>
    </section>
  )
}
