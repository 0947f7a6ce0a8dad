/**
 * The card in the chat: where a talk or an inbox stands. It only shows; what its owner decides is decided
 * on the owner's own page, because a server cannot tell a press in here from a call of the model.
 */
import './card.css'
import { el } from './elements.ts'
import { connect, type HostContext, type Json, type ToolResult } from './host.ts'
import { drawInbox } from './inbox.ts'
import { drawTalk } from './talk.ts'
import { setPlace, timeOf } from './times.ts'
import { towers } from './towers.ts'
import { viewOf, type View } from './view.ts'

/** Older than this is looked at again as soon as somebody sees the card: hosts keep cards for days. */
const freshMs = 30_000

const root = el('main', { 'aria-busy': true })
const time = el('span', { class: 'quiet' })
const body = el('section', { 'aria-label': 'Drawbridge' }, el('i'), el('i'), el('i'))
const note = el('p', { class: 'note', role: 'status' })
const refresh = el('button', { type: 'button', hidden: true }, 'Refresh')
const open = el('button', { type: 'button', hidden: true, class: 'open' })
root.append(
  el('header', {}, el('h1', {}, 'Drawbridge'), time),
  body,
  note,
  el('footer', {}, open, refresh),
)
document.body.append(root)

let view: View | undefined
/** What to ask for again: the tool, and the talk, this card belongs to. */
let tool = ''
let talk: string | undefined
let lookedAt = 0
let over = false

const host = connect({ context, input, result, cancelled, ended })

host.ready.catch(() =>
  say('This chat does not answer the card. What it shows is in the words of the answer.'),
)
refresh.addEventListener('click', () => void look())
open.addEventListener('click', () => void goThere())
document.addEventListener('visibilitychange', lookOnSight)
const sight = new IntersectionObserver(lookOnSight)
sight.observe(root)

function input({ talk: named }: Json): void {
  if (typeof named === 'string') talk = named
}

/** Some hosts hand on a result without its data: then it is asked for once more. */
async function result(given: ToolResult): Promise<void> {
  if (given.isError) return fail(given)
  const seen = viewOf(given)
  if (seen) return draw(seen)
  await host.ready
  if (host.can('serverTools')) return look()
  say('This chat keeps what the card would show; it is in the words of the answer.')
}

function cancelled(): void {
  body.replaceChildren()
  say('Stopped before there was an answer.')
}

function ended(): void {
  over = true
  sight.disconnect()
}

/** Asks the bridge again. */
async function look(): Promise<void> {
  lookedAt = Date.now()
  refresh.setAttribute('aria-disabled', 'true')
  root.setAttribute('aria-busy', 'true')
  try {
    const show = view?.asked ?? { show_talk: 'talk', show_inbox: 'inbox' }[tool]
    const again = await host.callTool('card_refresh', {
      ...(show && { show }),
      ...(talk && { talk }),
    })
    const seen = viewOf(again)
    if (seen && !again.isError) draw(seen)
    else fail(again)
  } catch {
    say('The bridge did not answer. What stands here may be old.')
  }
  root.removeAttribute('aria-busy')
  refresh.removeAttribute('aria-disabled')
}

function lookOnSight(): void {
  const old = view !== undefined && Date.now() - Date.parse(view.asOf) > freshMs
  const rested = Date.now() - lookedAt > freshMs
  if (over || document.hidden || !old || !rested || !host.can('serverTools')) return
  // A talk that has ended stays as it is.
  if (view?.shown?.kind === 'talk' && view.shown.state === 'ended') return
  void look()
}

function draw(seen: View): void {
  view = seen
  if (seen.shown?.kind === 'talk') talk = seen.shown.id
  say('')
  const at = timeOf(seen.asOf)
  time.textContent = at === '' ? '' : `as of ${at}`
  body.replaceChildren(...shown(seen))
  const waits =
    seen.shown?.kind === 'talk'
      ? seen.shown.waitsForOwner
      : (seen.shown?.pausedThreads ?? 0) + (seen.shown?.held ?? 0) > 0
  open.textContent = waits ? 'Decide on your computer' : 'Open on your computer'
  open.classList.toggle('first', waits)
  showButtons()
  root.removeAttribute('aria-busy')
  lookOnSight()
}

function shown({ raised, shown, asked }: View): Node[] {
  if (raised) {
    const words = 'The bridge is raised: nothing crosses until you lower it.'
    return [towers(words, [], true), el('p', { class: 'turn yours' }, words)]
  }
  if (shown?.kind === 'talk') return drawTalk(shown)
  if (shown) return drawInbox(shown)
  const none = asked === 'talk' ? 'No talk is open.' : 'There is nothing to show.'
  return [towers(none, [], false), el('p', { class: 'turn' }, none)]
}

/** A refusal, in the bridge's own words. */
function fail({ content }: ToolResult): void {
  const words = content?.find(({ type }) => type === 'text')?.text ?? ''
  if (view === undefined) body.replaceChildren()
  say(words === '' ? 'The bridge did not say why there is nothing to show.' : words.slice(0, 300))
}

function say(words: string): void {
  note.textContent = words
  if (words !== '') root.removeAttribute('aria-busy')
  showButtons()
}

/** None that would do nothing. */
function showButtons(): void {
  refresh.hidden = !host.can('serverTools')
  open.hidden = !host.can('openLinks') || !view?.decide
}

async function goThere(): Promise<void> {
  try {
    await host.openLink(view?.decide ?? '')
    say('It opens on the computer that runs Drawbridge, where you are signed in.')
  } catch {
    say('This chat did not open it. Open Drawbridge on the computer that runs it.')
  }
}

/** The host's colours, sent as pairs or not used: text must stay readable on its ground. */
function context({ theme, locale, timeZone, styles, safeAreaInsets, toolInfo }: HostContext): void {
  // On this element and not on the root: that would make the frame itself opaque in some hosts.
  root.style.colorScheme = theme ?? ''
  if (theme) root.dataset['theme'] = theme
  if (locale && /^[\w-]{2,35}$/.test(locale)) setPlace({ locale, timeZone })
  tool = toolInfo?.tool?.name ?? tool
  const variables = styles?.variables ?? {}
  const paired = variables['--color-background-primary'] && variables['--color-text-primary']
  for (const [name, value] of Object.entries(variables)) {
    if (!value || !/^--[\w-]+$/.test(name)) continue
    if (paired || !name.startsWith('--color')) root.style.setProperty(name, value)
  }
  if (safeAreaInsets) {
    const { top, right, bottom, left } = safeAreaInsets
    root.style.borderWidth = `${top}px ${right}px ${bottom}px ${left}px`
  }
  showButtons()
}
