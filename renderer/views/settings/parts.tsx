/** What each part of the settings holds, in the order they stand in. */
import type { ComponentType } from 'react'
import { hrefTo } from '../../navigation.ts'
import { settingsStrings as words } from '../../strings/settings.ts'
import { HoldRules } from './HoldRules.tsx'
import { HoldSecrets } from './HoldSecrets.tsx'
import { NumberSetting } from './NumberSetting.tsx'
import { PathSetting } from './PathSetting.tsx'
import { SwitchSetting } from './SwitchSetting.tsx'
import { ThemeSetting } from './ThemeSetting.tsx'
import { useSettings } from './use-settings.ts'

/** What a bound is that somebody puts back. */
const USUAL = { threadMessages: 20, perMinute: 10, charactersPerDay: 500_000 }

/** Where somebody no longer keeps everything for good: a year, until they say otherwise. */
const USUAL_DAYS = 365

/** Each part but the data folder, which is more than settings. */
export const contents = {
  look: Look,
  notifications: Notifications,
  address: Address,
  'sign-in': SignIn,
  guard: Guard,
  limits: Limits,
  retention: Retention,
  contact: Contact,
} satisfies Record<string, ComponentType>

function Look() {
  return (
    <>
      <ThemeSetting />
      <SwitchSetting name="openAtLogin" {...words.openAtLogin} />
      <SwitchSetting name="panel.guideDone" {...words.guide} values={{ on: false, off: true }} />
    </>
  )
}

const notified = [
  'approvals',
  'messages',
  'talks',
  'threads',
  'held',
  'address',
  'firstConnection',
] as const

function Notifications() {
  return notified.map((one) => (
    <SwitchSetting key={one} name={`notifications.${one}`} {...words.notifications[one]} />
  ))
}

function Address() {
  const samePort = useSamePort()
  const { address } = words
  return (
    <>
      <p className="row">
        {address.kind}{' '}
        <a className="link" href={hrefTo('setup', 'address')}>
          {address.open}
        </a>
      </p>
      <NumberSetting name="port" judge={samePort} />
      <NumberSetting name="controlPort" judge={samePort} />
      <SwitchSetting name="tunnelKeeper" {...address.tunnelKeeper} />
      <PathSetting />
    </>
  )
}

function SignIn() {
  const samePort = useSamePort()
  return (
    <>
      <NumberSetting name="signIn.accessTokenMinutes" />
      <NumberSetting name="signIn.refreshTokenDays" />
      <NumberSetting name="signIn.keyRotationDays" />
      <NumberSetting name="identity.callbackPort" judge={samePort} />
    </>
  )
}

/** Whether another part of the bridge has the port already; 0 is any that is free. */
function useSamePort(): (value: number) => string | undefined {
  const { port, controlPort, identity } = useSettings().settings
  const taken = [port, controlPort, identity.callbackPort]
  return (value) => (value !== 0 && taken.includes(value) ? words.wrong.samePort : undefined)
}

function Guard() {
  const { guard } = useSettings().settings
  return (
    <>
      <SwitchSetting
        name="guard.threadMessages"
        {...words.guard.thread}
        values={{ on: USUAL.threadMessages, off: null }}
      />
      {guard.threadMessages !== null && <NumberSetting name="guard.threadMessages" />}
      <SwitchSetting
        name="guard.perMinute"
        {...words.guard.minute}
        values={{ on: USUAL.perMinute, off: null }}
      />
      {guard.perMinute !== null && <NumberSetting name="guard.perMinute" />}
      <SwitchSetting
        name="guard.charactersPerDay"
        {...words.guard.day}
        values={{ on: USUAL.charactersPerDay, off: null }}
      />
      {guard.charactersPerDay !== null && <NumberSetting name="guard.charactersPerDay" />}
      <SwitchSetting name="guard.refuseRepeats" {...words.guard.repeats} />
      <HoldSecrets />
      <HoldRules />
    </>
  )
}

function Limits() {
  return (
    <>
      <NumberSetting name="limits.messageBytes" />
      <NumberSetting name="limits.fileBytes" />
      <NumberSetting name="limits.storageBytes" />
    </>
  )
}

function Retention() {
  const { archivedDays } = useSettings().settings.retention
  return (
    <>
      <SwitchSetting
        name="retention.archivedDays"
        {...words.archived}
        values={{ on: null, off: USUAL_DAYS }}
      />
      {archivedDays !== null && <NumberSetting name="retention.archivedDays" />}
      <NumberSetting name="retention.trafficRows" />
    </>
  )
}

function Contact() {
  return (['updates', 'clockCheck', 'connectivityCheck'] as const).map((one) => (
    <SwitchSetting key={one} name={`contact.${one}`} {...words.contact[one]} />
  ))
}
