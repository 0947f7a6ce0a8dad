/** Every setting, saved as it is changed, and what can be done with the data folder as a whole. */
import { createElement, useEffect } from 'react'
import { ViewFrame } from '../../components/ViewFrame.tsx'
import { useLoaded } from '../../data/hooks.ts'
import type { ViewProps } from '../../frame/view-props.ts'
import { settingsStrings as words } from '../../strings/settings.ts'
import { hrefTo } from '../../navigation.ts'
import { AfterRestart } from './AfterRestart.tsx'
import { DataSection } from './data/DataSection.tsx'
import { LastChange } from './LastChange.tsx'
import { contents } from './parts.tsx'
import { SettingsDesk, useSettingsDesk } from './use-settings.ts'

const parts = [...(Object.keys(contents) as (keyof typeof contents)[]), 'data'] as const

export function SettingsView({ path }: ViewProps) {
  const loaded = useLoaded('settings.get', {})
  const status = useLoaded('status.get', {})
  const { value: answer } = loaded
  const { value: about } = status
  const { desk, last, undo, forget } = useSettingsDesk(answer)
  const there = desk !== undefined && about !== undefined
  const wanted = parts.find((part) => part === path[0])
  useEffect(() => {
    if (there && wanted) document.getElementById(`settings-${wanted}`)?.scrollIntoView?.()
  }, [there, wanted])
  return (
    <ViewFrame title={words.title} lead={words.lead} needs={[loaded, status]}>
      {desk && answer && about && (
        <SettingsDesk value={desk}>
          <AfterRestart names={answer.afterRestart} />
          <div className="chapters">
            <nav aria-label={words.sections.label}>
              <ul className="chapter-list">
                {parts.map((part) => (
                  <li key={part}>
                    <a
                      className="chapter-link"
                      href={hrefTo('settings', part)}
                      aria-current={part === wanted ? 'true' : undefined}
                    >
                      {words.sections[part]}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
            <div className="settings-parts">
              {parts.map((part) => (
                <section key={part} aria-labelledby={`settings-${part}`}>
                  <h2 id={`settings-${part}`} className="mb-2 scroll-mt-6 font-serif text-2xl">
                    {words.sections[part]}
                  </h2>
                  {part === 'data' ? (
                    <DataSection dataDir={about.dataDir} file={answer.path} />
                  ) : (
                    <div className="rows">{createElement(contents[part])}</div>
                  )}
                </section>
              ))}
            </div>
          </div>
          {last && <LastChange last={last} onUndo={undo} onClose={forget} />}
        </SettingsDesk>
      )}
    </ViewFrame>
  )
}
