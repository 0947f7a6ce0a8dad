/** What the view "Traffic" says. */
import { numberOf } from '../format.ts'

const count = (n: number, one: string, many: string): string =>
  `${numberOf(n)} ${n === 1 ? one : many}`

export const trafficStrings = {
  title: 'Traffic',
  list: 'What crosses the bridge',
  empty: {
    title: 'Nothing has crossed yet.',
    message:
      'Every request, sign-in and call appears here the moment it happens. Nothing of it is written to disk.',
  },
  nothingFits: 'No row fits.',
  showAll: 'Show all',
  rows: (n: number) => count(n, 'row', 'rows'),
  rowsOf: (shown: number, all: number) => `${numberOf(shown)} of ${count(all, 'row', 'rows')}`,
  waiting: (n: number) => `${numberOf(n)} new`,
  toNewest: 'To the newest',

  search: 'Search',
  searchHint: 'Tool, client, path, code…',
  kind: 'Kind',
  kinds: {
    all: 'Everything',
    oauth: 'Sign-in',
    mcp: 'Calls',
    http: 'Other requests',
    link: 'Local links',
    tunnel: 'The address',
  },
  client: 'Client',
  anyone: 'Anyone',
  nobodyKnown: 'Not identified',
  outcome: 'Outcome',
  outcomes: {
    all: 'Any result',
    'not-ok': 'Went wrong',
    open: 'Under way',
    ok: 'Went well',
    refused: 'Refused',
    failed: 'Failed',
  },
  outcomeOf: { open: 'under way', ok: 'went well', refused: 'refused', failed: 'failed' },
  pause: 'Pause',
  resume: 'Go on',
  paused: 'Paused',
  clear: 'Clear',
  clearTitle: 'Forget what has crossed?',
  clearMessage:
    'The bridge forgets every row, for all panels. Messages and files are not touched; the conversation has its own log.',
  cleared: 'The record is empty.',

  via: {
    public: 'the public address',
    loopback: 'this computer, by HTTP',
    local: 'the local link',
    bridge: 'the bridge itself',
  },
  stories: 'Stories',
}

/** One thing that crossed, by itself. */
export const detailStrings = {
  label: 'What was chosen',
  back: 'All traffic',
  close: 'Close',
  gone: {
    title: 'This row is gone.',
    message: 'The bridge keeps the newest rows only, and forgets them when it stops.',
  },
  when: 'When',
  who: 'Who',
  speaksAs: (name: string) => `as ${name}`,
  nobody: 'not identified',
  via: 'By',
  outcome: 'Outcome',
  status: (status: number) => `HTTP ${status}`,
  took: 'Took',
  underWay: 'under way',
  size: 'Size',
  sizes: (bytesIn: string, bytesOut: string) => `${bytesIn} in, ${bytesOut} out`,
  story: 'Belongs to',
  readStory: 'its story',
  request: 'Request',
  response: 'Answer',
  headers: 'Headers',
  body: 'Body',
  noBody: 'No body.',
  notKept: (bytes: string) => `${bytes}; the text was not kept.`,
  cut: (bytes: string) => `Only the beginning; it was ${bytes}.`,
  hidden: 'Dots stand where a secret was. The secret itself was never kept.',
  curl: 'Copy as curl',
  curlCut: 'The body was too long to be kept whole, so it cannot be sent again from here.',
  curlHint: 'Secrets are placeholders in it.',
}

/** Sign-ins and links told as stories. */
export const storyStrings = {
  overviewTitle: 'Stories',
  overviewLead: 'Choose a row to see what crossed, or read how it hangs together.',
  signIns: 'Sign-ins and links',
  clients: 'By client',
  none: 'No sign-in and no link has been seen yet.',
  signIn: (name: string) => `${name} signs in`,
  link: (name: string) => `${name} is linked on this computer`,
  batch: 'Calls that came together',
  someone: 'Somebody',
  state: {
    done: 'It worked.',
    failed: 'It did not work.',
    open: 'It is not finished.',
    linked: 'It is linked.',
    closed: 'The link is closed.',
  },
  took: (time: string) => `It took ${time}.`,
  stoppedAt: (step: string) => `It stopped here: ${step}.`,
  lastStep: (step: string) => `The last step was: ${step}.`,
  whyThere: 'See why',
  after: (time: string) => `${time} later`,
  times: (n: number) => `${numberOf(n)} times`,
  before: 'Just before, by somebody not yet known',
  gone: {
    title: 'This story is gone.',
    message: 'Its rows have been pushed out or cleared.',
  },
  clientTitle: (name: string) => `What ${name} did`,
  calls: (n: number) => count(n, 'call', 'calls'),
  within: (time: string) => `within ${time}`,
  wentWrong: (n: number) => `${numberOf(n)} went wrong`,
  steps: {
    knock: 'It calls without a key, and is told where to get one',
    refusedKey: 'It calls with a key that is not accepted',
    resource: 'It looks up who may let it in',
    server: 'It looks up how signing in works',
    keys: 'It fetches the public keys',
    register: 'It introduces itself',
    authorize: 'It sends its user here, to be let in',
    page: 'The browser shows the page with the number',
    cancel: 'The sign-in is cancelled in the browser',
    elsewhere: 'The browser goes to sign in elsewhere',
    callback: 'The browser comes back from there',
    speakAs: 'The owner says whom it speaks as',
    returned: 'The browser takes the answer back to the client',
    token: 'It gets its key',
    noToken: 'It asks for its key',
    revoke: 'It gives its key back',
    introspect: 'A key is looked up',
    hello: 'It calls for the first time, and says who it is',
    ready: 'It is ready',
    lists: 'It looks what it can do here',
    linked: 'The local link is open',
    unlinked: 'The local link was open',
  },
}

/** The page of an error code. */
export const errorPageStrings = {
  open: (code: string) => `What ${code} means`,
  missing: 'This version has no page for this code.',
  code: 'To type or to compare',
  table: 'Table',
}
