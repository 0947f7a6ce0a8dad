/** Every setting, saved as it is changed, and what can be done with the data folder as a whole. */
import { useEffect, type ReactNode } from 'react'
import { ViewFrame } from '../../components/ViewFrame.tsx'
import { useLoaded } from '../../data/hooks.ts'
import type { ViewProps } from '../../frame/view-props.ts'
import { settingsStrings as words } from '../../strings/settings.ts'
import { hrefTo } from '../../navigation.ts'
import { AfterRestart } from './AfterRestart.tsx'
import { DataSection } from './data/DataSection.tsx'
import { HoldRules } from './HoldRules.tsx'
import { HoldSecrets } from './HoldSecrets.tsx'
import { LastChange } from './LastChange.tsx'
import { NumberSetting } from './NumberSetting.tsx'
import { PathSetting } from './PathSetting.tsx'
import { SwitchSetting } from './SwitchSetting.tsx'
import { ThemeSetting } from './ThemeSetting.tsx'
import { SettingsDesk, useSettingsDesk, type Settings } from './use-settings.ts'

const parts = [
  'look',
  'notifications',
  'address',
  'sign-in',
  'guard',
  'limits',
  'retention',
  'contact',
  'data',
] as const
type Part = (typeof parts)[number]

export function SettingsView({ path }: ViewProps) {
  const loaded = useLoaded('settings.get', {})
  const status = useLoaded('status.get', {})
  const { desk, last, undo, forget } = useSettingsDesk(loaded.value)
  const there = desk !== undefined && status.value !== undefined
  const wanted = parts.find((part) => part === path[0])
  useEffect(() => {
    if (there && wanted) document.getElementById(`settings-${wanted}`)?.scrollIntoView?.()
  }, [there, wanted])
  return (
    <ViewFrame title={words.title} lead={words.lead} needs={[loaded, status]}>
      {desk && loaded.value && status.value && (
        <SettingsDesk value={desk}>
          <AfterRestart names={loaded.value.afterRestart} />
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
                    <DataSection
                      dataDir={status.value?.dataDir ?? ''}
                      file={loaded.value?.path ?? ''}
                    />
                  ) : (
                    <div className="rows">{contentOf(part, desk.settings)}</div>
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

function contentOf(part: Exclude<Part, 'data'>, settings: Settings): ReactNode {
  const { notifications, address, openAtLogin, guide, archived, guard, contact } = words
  const ports = [settings.port, settings.controlPort, settings.identity.callbackPort]
  const own = (value: number) =>
    value !== 0 && ports.includes(value) ? words.wrong.samePort : undefined
  if (part === 'look') {
    return (
      <>
        <ThemeSetting />
        <SwitchSetting name="openAtLogin" {...openAtLogin} />
        <SwitchSetting name="panel.guideDone" {...guide} values={{ on: false, off: true }} />
      </>
    )
  }
  if (part === 'notifications') {
    return (
      ['approvals', 'messages', 'talks', 'threads', 'held', 'address', 'firstConnection'] as const
    ).map((one) => (
      <SwitchSetting key={one} name={`notifications.${one}`} {...notifications[one]} />
    ))
  }
  if (part === 'address') {
    return (
      <>
        <p className="row">
          {address.kind}{' '}
          <a className="link" href={hrefTo('setup', 'address')}>
            {address.open}
          </a>
        </p>
        <NumberSetting name="port" judge={own} />
        <NumberSetting name="controlPort" judge={own} />
        <SwitchSetting name="tunnelKeeper" {...address.tunnelKeeper} />
        <PathSetting />
      </>
    )
  }
  if (part === 'sign-in') {
    return (
      <>
        <NumberSetting name="signIn.accessTokenMinutes" />
        <NumberSetting name="signIn.refreshTokenDays" />
        <NumberSetting name="signIn.keyRotationDays" />
        <NumberSetting name="identity.callbackPort" judge={own} />
      </>
    )
  }
  if (part === 'guard') {
    return (
      <>
        <SwitchSetting
          name="guard.threadMessages"
          {...guard.thread}
          values={{ on: USUAL.threadMessages, off: null }}
        />
        {settings.guard.threadMessages !== null && <NumberSetting name="guard.threadMessages" />}
        <SwitchSetting
          name="guard.perMinute"
          {...guard.minute}
          values={{ on: USUAL.perMinute, off: null }}
        />
        {settings.guard.perMinute !== null && <NumberSetting name="guard.perMinute" />}
        <SwitchSetting
          name="guard.charactersPerDay"
          {...guard.day}
          values={{ on: USUAL.charactersPerDay, off: null }}
        />
        {settings.guard.charactersPerDay !== null && (
          <NumberSetting name="guard.charactersPerDay" />
        )}
        <SwitchSetting name="guard.refuseRepeats" {...guard.repeats} />
        <HoldSecrets />
        <HoldRules />
      </>
    )
  }
  if (part === 'limits') {
    return (
      <>
        <NumberSetting name="limits.messageBytes" />
        <NumberSetting name="limits.fileBytes" />
        <NumberSetting name="limits.storageBytes" />
      </>
    )
  }
  if (part === 'contact') {
    return (['updates', 'clockCheck', 'connectivityCheck'] as const).map((one) => (
      <SwitchSetting key={one} name={`contact.${one}`} {...contact[one]} />
    ))
  }
  const { archivedDays } = settings.retention
  return (
    <>
      <SwitchSetting
        name="retention.archivedDays"
        {...archived}
        values={{ on: null, off: USUAL_DAYS }}
      />
      {archivedDays !== null && <NumberSetting name="retention.archivedDays" />}
      <NumberSetting name="retention.trafficRows" />
    </>
  )
}

/** What a bound is that somebody puts back. */
const USUAL = { threadMessages: 20, perMinute: 10, charactersPerDay: 500_000 }

/** Where somebody no longer keeps everything for good: a year, until they say otherwise. */
const USUAL_DAYS = 365
