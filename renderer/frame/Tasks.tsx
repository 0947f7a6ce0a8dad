/** Long work that goes on while the owner is elsewhere in the panel. */
import { Progress } from '../components/Progress.tsx'
import { useLoaded } from '../data/hooks.ts'
import { strings } from '../strings.ts'

export function Tasks() {
  const { value: tasks = [] } = useLoaded('tasks.list', {})
  const running = tasks.filter(({ state }) => state === 'running')
  if (running.length === 0) return null
  return (
    <section aria-label={strings.frame.tasks}>
      <ul className="tasks">
        {running.map(({ id, title, done, total, detail }) => (
          <li key={id}>
            <Progress label={title} done={done} total={total} detail={detail} />
          </li>
        ))}
      </ul>
    </section>
  )
}
