/**
 * Every command, what follows it and what its options mean, once: parsed by parse.ts, printed by help.ts and
 * docs/command-line.md, completed by the shell (completion.ts), offered when one is mistyped (did-you-mean.ts).
 */

export interface Option {
  type: 'string' | 'boolean'
  short?: string
  multiple?: true
  default?: boolean | string | string[]
  /** How its value is written; of one that takes none undefined. */
  value?: string
  /** Between programs of the bridge it is undefined, and people are not shown the option. */
  means?: string
}

interface Command {
  /** What may follow its name, and what that does; alternatives stand in brackets or between bars. */
  uses: readonly (readonly [words: string, means: string])[]
  options: Readonly<Record<string, Option>>
}

const flag = (means?: string) => ({ type: 'boolean', default: false, means }) as const
const text = (value: string, means: string) => ({ type: 'string', value, means }) as const
const many = (value: string, means: string) =>
  ({ type: 'string', multiple: true, default: [] as string[], value, means }) as const

/** Every command takes these. */
export const everywhere = {
  data: text('DIR', 'another data folder; DRAWBRIDGE_HOME names it too'),
  json: flag('the answer as JSON, for programs'),
  help: { ...flag('this help'), short: 'h' },
  version: flag('the version'),
} as const satisfies Command['options']

const running = {
  up: {
    uses: [['', 'run the bridge until Ctrl-C; "up" may be left out']],
    options: {
      port: text('N', 'MCP port, default 7420; 0 takes a free one'),
      'control-port': text('N', 'panel port, default 7421; 0 takes a free one'),
      'public-url': text('URL', 'your own https address that forwards to the MCP port'),
      tunnel: text('off|quick|named', 'how the bridge gets a public address'),
      open: {
        type: 'boolean',
        means: 'open the panel at start; --no-open does not',
      },
      verbose: flag('log more to stderr'),
      headless: flag(),
      background: flag(),
    },
  },
  status: { uses: [['', 'whether it runs, and who is connected']], options: {} },
  panel: { uses: [['', 'a fresh link that opens the panel in a browser']], options: {} },
  url: { uses: [['', 'the address to give to ChatGPT and other clients']], options: {} },
  tunnel: {
    uses: [
      ['[status | restart | fetch | remove]', 'the public address, and the program that brings it'],
      ['setup --hostname NAME', 'a name of your own; tokens are read from stdin'],
    ],
    options: { hostname: text('NAME', 'such as bridge.example.com') },
  },
  raise: { uses: [['', 'let nothing cross; you still read and write']], options: {} },
  lower: { uses: [['', 'open it again']], options: {} },
  stop: { uses: [['', 'end the bridge, also one that a link started']], options: {} },
} as const satisfies Record<string, Command>

const clients = {
  connect: {
    uses: [
      ['', 'which clients there are, and how to set each up'],
      ['CLIENT [--route ROUTE]', 'set one up after showing what changes'],
      ['CLIENT --undo [--force]', 'put it back'],
    ],
    options: {
      route: text('ROUTE', 'another way instead of the best one'),
      'dry-run': flag('only show what would change'),
      yes: flag('do not ask'),
      undo: flag('take the entry out again'),
      force: flag('undo although the file has changed since'),
    },
  },
  approvals: { uses: [['', 'clients waiting for you']], options: {} },
  approve: {
    uses: [['NUMBER', 'let the client in whose page shows this number']],
    options: {
      as: text('PARTICIPANT', 'whom it speaks as'),
      reads: text('whole|own', 'the whole conversation, or what it wrote and was sent'),
    },
  },
  deny: {
    uses: [['NUMBER', 'refuse it']],
    options: { others: flag('all of its kind, also those of the next ten minutes') },
  },
  admit: {
    uses: [['DIGITS', 'of those, only the one whose page shows these digits']],
    options: {},
  },
  clients: { uses: [['', 'who may connect']], options: {} },
  client: {
    uses: [
      ['add --name NAME', 'enter a client by hand that cannot register itself'],
      ['reads CLIENT whole|own', 'the whole conversation, or what it wrote and was sent'],
    ],
    options: {
      name: text('NAME', 'what you call it'),
      'redirect-uri': many('URI', 'where it goes back to; may be given again'),
      secret: flag('with a client secret'),
    },
  },
  revoke: {
    uses: [['CLIENT', "end a client's access at once"]],
    options: { all: flag('of every client of that name') },
  },
  link: {
    uses: [
      ['[list]', 'programs linked on this computer, and what they may do'],
      ['reads NAME whole|own', 'the whole conversation, or what it wrote and was sent'],
      ['writes NAME yes|no', 'whether the links of that participant may write'],
      ['close NAME', 'end them; their programs may open new ones'],
    ],
    options: {},
  },
  events: {
    uses: [
      ['', 'who is woken when something happens'],
      ['end ID', 'stop waking it'],
    ],
    options: {},
  },
  participants: { uses: [['', 'who can be spoken to']], options: {} },
  stdio: {
    uses: [['', 'the link for Claude Desktop, Claude Code and others']],
    options: { as: { ...text('NAME', 'whom it speaks as; default claude'), default: 'claude' } },
  },
} as const satisfies Record<string, Command>

const help = {
  doctor: {
    uses: [
      ['', 'how far each client came, and how this computer is'],
      ['--error TEXT', 'what an error message of a client or a provider means'],
      ['--har FILE', 'the same for a HAR file of the browser; nothing leaves'],
      ['rehearse [chatgpt | claude]', 'sign in through your address as they would'],
    ],
    options: {
      error: text('TEXT', 'the message, as it was shown'),
      har: text('FILE', 'exported from the network page of the developer tools'),
      timeout: text('SECONDS', 'of a rehearsal; exit code 1 when it passes'),
    },
  },
  identity: {
    uses: [
      ['[status]', 'how you sign in: on this computer, at Auth0, or elsewhere'],
      ['setup', 'step by step; with --domain and --client-id at once'],
      ['check', 'look again at every step'],
      ['test', 'sign in once'],
      ['on | off | unbind | confirm', 'use it or not, forget its owner, confirm a new callback'],
      ['admit SUBJECT --as NAME[,NAME]', 'let another person in'],
      ['dismiss SUBJECT', 'refuse that person'],
      ['explain TEXT', 'what an error text of the provider means; also from stdin'],
      ['do-it-for-me', 'set Auth0 up with a one-time token from stdin'],
      ['log [ATTEMPT]', 'what Auth0 has logged; needs a token'],
    ],
    options: {
      provider: text('auth0|oidc', 'default auth0'),
      domain: text('DOMAIN', 'of the provider'),
      'client-id': text('ID', 'of the application there; its secret is read from stdin'),
      audience: text('ID', 'only with an API of your own'),
      name: text('NAME', 'of the admitted person'),
      bind: flag('of a test: it makes you the owner'),
      callback: text('public|loopback', 'where a test comes back to'),
      as: text('NAME[,NAME]', 'whom the admitted person speaks as'),
      also: many('ID', 'change this of the tenant too; may be given again'),
      forget: flag('off: forget the settings too'),
      yes: flag('do not ask'),
    },
  },
} as const satisfies Record<string, Command>

const talks = {
  talk: {
    uses: [
      ['start "QUESTION" --between NAME[:ROLE],NAME[:ROLE]', 'let them work it out'],
      ['[list | forms]', 'the talks; the forms there are'],
      ['watch ID', 'what happens in it, until it ends'],
      ['say ID TEXT', 'speak to all'],
      ['verdict ID TEXT', 'end it with your verdict'],
      ['pause | resume | end ID', 'steer it'],
      ['skip ID [NAME]', "pass over somebody's turn"],
      ['word ID NAME', 'give somebody the turn'],
      ['more ID rounds|messages|minutes|characters AMOUNT', 'let it go further'],
      ['result ID', 'what came of it'],
    ],
    options: {
      between: text('NAME[:ROLE],…', 'who takes part, the first one begins'),
      form: text('FORM', 'second-opinion, review, debate, work, or one of your own'),
      file: many('FILE', 'a shared file or one of yours; may be given again'),
      rounds: text('N', 'how far it goes before it asks you'),
      minutes: text('N', 'how long it goes on before it asks you'),
      query: text('WORDS', 'list: only those that contain them'),
      out: text('FILE', 'result: write it there'),
    },
  },
  seat: {
    uses: [
      ['[list | programs]', 'which program answers for whom; which there are'],
      ['NAME --by PROGRAM --folder DIR [-- ARGUMENT...]', 'let it answer when something waits'],
      ['test | stop | remove NAME', 'try it, end what it does now, let it answer no longer'],
    ],
    options: {
      by: text('PROGRAM', 'claude-code, codex and others'),
      folder: text('DIR', 'where it works'),
      write: flag('it may change files in that folder (Claude Code, Codex)'),
      path: text('FILE', 'where the program is, when it is not found'),
      'any-version': flag('also in a version nobody has tried'),
    },
  },
  wake: {
    uses: [
      ['[list]', 'who can be woken, and how'],
      ['now NAME', 'wake somebody for what waits'],
      ['set NAME --through claude-code --folder DIR', 'tell the Claude Code open there'],
      ['set NAME --through codex --thread ID', 'tell that thread of Codex'],
      ['test NAME', 'whether it can be notified now'],
      ['log [NAME]', 'whom it woke, and what came of it'],
    ],
    options: {
      through: text('claude-code|codex|nothing', 'which program is told; nothing ends it'),
      folder: text('DIR', 'where Claude Code is open'),
      thread: text('ID', 'of Codex'),
      limit: text('N', 'how many lines'),
    },
  },
} as const satisfies Record<string, Command>

const conversation = {
  send: {
    uses: [['--to NAME[,NAME] TEXT', 'write as the owner; - reads the text from stdin']],
    options: {
      to: text('NAME[,NAME]', 'who receives it'),
      thread: text('ID', 'where it belongs'),
      'reply-to': text('ID', 'what it answers'),
    },
  },
  paste: {
    uses: [
      ['', 'who may not write and has to answer'],
      ['NAME TEXT --thread ID', 'what its app said; - reads the text from stdin'],
    ],
    options: {
      thread: text('ID', 'where it belongs'),
      to: text('NAME[,NAME]', 'begins a thread with them'),
      'reply-to': text('ID', 'what it answers'),
      file: text('FILE', 'a file with the text'),
    },
  },
  inbox: { uses: [['[PARTICIPANT]', 'look into an inbox']], options: {} },
  log: {
    uses: [['', 'the conversation, newest last']],
    options: { limit: text('N', 'how many'), follow: flag('and what comes after') },
  },
  search: {
    uses: [['WORDS', 'where it was said, or stands in a file']],
    options: { limit: text('N', 'how many') },
  },
  threads: { uses: [['', 'the threads, and which wait for you']], options: {} },
  thread: {
    uses: [
      ['go-on | more | end ID', 'let a thread that reached its bound go on, or end it'],
      ['bound ID N|usual', 'pause this thread after N messages without you'],
      ['name ID [NAME]', 'what you call it; without a name, its first words'],
    ],
    options: {},
  },
  guard: {
    uses: [
      ['', 'what waits for you before it crosses, by which rule'],
      ['on | off [secrets]', 'hold what models send, or what may be a secret'],
      ['add [everything | files | secrets]', 'hold what fits every option'],
      ['remove NUMBER', 'take a rule back; what waits goes on waiting'],
    ],
    options: {
      from: text('NAME', 'only what this participant sends'),
      to: text('NAME', 'only what this participant reads'),
      client: text('ID', 'only what comes through this client'),
      talk: text('ID', 'only in this talk or thread'),
      folder: text('DIR', 'only files below this shared folder'),
    },
  },
  held: {
    uses: [['[ID]', 'what waits for you, or one item whole']],
    options: { all: flag('also what was let through or sent back') },
  },
  release: {
    uses: [['ID', 'let it through']],
    options: {
      with: text('FILE', 'changed: what the file says instead'),
      thread: flag('with the rest of its thread'),
      allow: flag('never hold this secret again'),
    },
  },
  return: { uses: [['ID [REASON]', 'send it back']], options: {} },
  seen: {
    uses: [['[FILE]', 'what each client has received']],
    options: {
      message: text('ID', 'who has received this message'),
      by: text('NAME', 'only this company, participant or client'),
      csv: flag('all of it, for a spreadsheet'),
    },
  },
  files: {
    uses: [
      ['', 'the shared files'],
      ['read NAME', 'print one'],
      ['write NAME FILE', 'share one of yours'],
      ['delete NAME', 'delete one'],
    ],
    options: {},
  },
  export: {
    uses: [['', 'the whole conversation, or one thread']],
    options: {
      format: text('markdown|json', 'default markdown'),
      thread: text('ID', 'only this thread'),
      out: text('FILE', 'write it there'),
    },
  },
} as const satisfies Record<string, Command>

const data = {
  audit: {
    uses: [['', 'who asked to come in, what was decided; newest last']],
    options: {
      limit: text('N', 'how many'),
      verify: flag('whether conversation and ledger are as they were written'),
    },
  },
  keys: { uses: [['[rotate]', 'the signing keys']], options: {} },
  backup: { uses: [['', 'a copy of everything, made while the bridge runs']], options: {} },
  purge: {
    uses: [['--older-than DAYS', 'remove for good what was archived or deleted']],
    options: {
      'older-than': text('DAYS', 'only what has been that long'),
      'old-versions': flag('earlier versions of files too'),
      yes: flag('do not ask'),
    },
  },
  completion: {
    uses: [['bash | zsh | fish | powershell', 'a script for your shell that completes commands']],
    options: {},
  },
} as const satisfies Record<string, Command>

/** In the order of the help. */
export const groups: readonly (readonly [title: string, Readonly<Record<string, Command>>])[] = [
  ['The bridge', running],
  ['Clients', clients],
  ['When something does not work, and signing in elsewhere', help],
  ['Talks, and who answers', talks],
  ['The conversation', conversation],
  ['Your data', data],
]

export const commands = { ...running, ...clients, ...help, ...talks, ...conversation, ...data }

export type CommandName = keyof typeof commands

/** Whether the table has it. */
export const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name)

/** One of them, as every command is; the literal types are for who parses. */
export const commandOf = (name: CommandName): Command => commands[name]

/** The words that say what a command shall do, where the word after it does so: "tunnel restart". */
export const verbsOf = (command: CommandName): string[] => [
  ...new Set(
    commandOf(command).uses.flatMap(([words]) =>
      (words.startsWith('[') ? words.slice(1, words.indexOf(']')) : words)
        .split(' | ')
        .map((alternative) => alternative.split(' ', 1)[0] ?? '')
        .filter((word) => verb.test(word)),
    ),
  ),
]

const verb = /^[a-z][a-z-]*$/
