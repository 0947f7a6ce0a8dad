/** Wrong usage of the command line: exit code 2 and one line that says what would be right. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}

const everywhere = `Everywhere: --json for programs, --data DIR (or DRAWBRIDGE_HOME) for another data folder,
--help, --version. Exit codes: 0 done, 1 refused or failed, 2 wrong usage.`

export const help = `drawbridge — Claude and ChatGPT, working together on your own computer

  drawbridge [up]               run the bridge (Ctrl-C ends it)
      --port N                  MCP port, default 7420; 0 takes a free one
      --control-port N          panel port, default 7421; 0 takes a free one
      --public-url URL          your own https address that forwards to the MCP port
      --tunnel off|quick|named  how the bridge gets a public address
      --open / --no-open        open the panel in the browser at start
      --verbose                 log more to stderr

  drawbridge status             how things are
  drawbridge raise              let nothing cross; you still read and write
  drawbridge lower              open it again
  drawbridge stop               end the bridge, also one that a link started
  drawbridge url                the address to give to ChatGPT and other clients
  drawbridge tunnel [status | restart | fetch | setup --hostname NAME | remove]
                                the public address; tokens are read from stdin
  drawbridge panel              a fresh link that opens the panel in a browser

  drawbridge approvals          clients waiting for you
  drawbridge approve NUMBER [--as PARTICIPANT] [--reads whole|own]
  drawbridge deny NUMBER
      --others                  all of its kind, also those of the next ten minutes
  drawbridge admit DIGITS       of those, only the one whose page shows these digits
  drawbridge clients            who may connect
  drawbridge client add --name NAME [--redirect-uri URI]... [--secret]
  drawbridge client reads CLIENT whole|own
                                the whole conversation, or what it wrote and was sent
  drawbridge revoke CLIENT      end a client's access at once
      --all                     of every client of that name
  drawbridge events             who is woken when something happens; events end ID ends one
  drawbridge participants       who can be spoken to

  drawbridge connect            which clients there are, and how to set each up
  drawbridge connect CLIENT [--route ROUTE] [--dry-run] [--yes] [--undo [--force]]
                                set one up after showing what changes; or put it back

  drawbridge doctor             how far each client came, what stopped it, how this computer is
      --error TEXT              what an error message of a client or a provider means
      --har FILE                the same for a HAR file exported from the browser; nothing leaves
  drawbridge doctor rehearse [chatgpt | claude]
                                sign in through your address as they would, step by step
      --timeout SECONDS         wait no longer; exit code 1 when it passes

  drawbridge identity           how you sign in: on this computer, at Auth0, or elsewhere
  drawbridge identity setup     step by step; or --domain DOMAIN --client-id ID, the secret on stdin
      --provider auth0|oidc     default auth0
      --audience ID             only with an API of your own
  drawbridge identity check     look again at every step
  drawbridge identity test [--bind] [--callback public|loopback]
                                sign in once; --bind makes you the owner
  drawbridge identity [on | off [--forget] | unbind | confirm]
  drawbridge identity [admit SUBJECT --as NAME[,NAME] | dismiss SUBJECT]
  drawbridge identity explain [TEXT]         what an error text of the provider means
  drawbridge identity do-it-for-me [--yes] [--also ID]...
                                set Auth0 up with a one-time token from stdin
  drawbridge identity log [ATTEMPT]          what Auth0 has logged; needs a token

  drawbridge talk start "QUESTION" --between NAME[:ROLE],NAME[:ROLE]
      --form FORM               second-opinion, review, debate, work, or one of your own
      --file FILE               a shared file or one of yours; may be given again
      --rounds N --minutes N    how far it goes before it asks you
  drawbridge talk [list [--query WORDS] | forms]
  drawbridge talk watch ID      what happens in it, until it ends
  drawbridge talk say ID TEXT   speak to all; verdict ID TEXT ends it with your verdict
  drawbridge talk [pause | resume | end] ID
  drawbridge talk skip ID [NAME]
  drawbridge talk word ID NAME  give somebody the word
  drawbridge talk more ID rounds|messages|minutes|characters AMOUNT
  drawbridge talk result ID [--out FILE]

  drawbridge seat [list | programs]
  drawbridge seat NAME --by PROGRAM --folder DIR [-- ARGUMENT...]
                                let a program answer for a participant when something waits
      --write                   it may change files in that folder (Claude Code, Codex)
      --path FILE               where it is, when it is not found
      --any-version             also in a version nobody has tried
  drawbridge seat [test | stop | remove] NAME
  drawbridge wake [list]        who can be woken, and how
  drawbridge wake now NAME      wake somebody for what waits
  drawbridge wake set NAME --through claude-code --folder DIR
                                tell the Claude Code open there; --through nothing ends it
  drawbridge wake set NAME --through codex --thread ID
                                tell that thread of Codex, while its daemon runs
  drawbridge wake test NAME     whether it could be told now
  drawbridge wake log [NAME] [--limit N]

  drawbridge send --to NAME[,NAME] TEXT      write as the owner; - reads the text from stdin
      --thread ID --reply-to ID where it belongs, and what it answers
  drawbridge paste              who may not write and has to answer
  drawbridge paste NAME TEXT --thread ID [--file FILE]
                                what its app said; - reads the text from stdin
  drawbridge inbox [PARTICIPANT]             look into an inbox
  drawbridge threads                         the threads, and which wait for you
  drawbridge thread go-on|more|end ID        let a thread that reached its bound go on, or end it
  drawbridge thread bound ID N|usual         pause this thread after N messages without you
  drawbridge thread name ID [NAME]           what you call it; without a name, its first words
  drawbridge guard on|off [secrets]          hold what models send, or what may be a secret
  drawbridge held [ID] [--all]               what waits for you, or one item whole
  drawbridge release ID [--with FILE] [--thread] [--allow]
                                let it through: changed, with the rest of its thread, for good
  drawbridge return ID [REASON]              send it back
  drawbridge seen [FILE | --message ID] [--by NAME]
                                what each client has received; by company, participant or client
      --csv                     all of it, for a spreadsheet; --json for programs
  drawbridge files [read NAME | write NAME FILE | delete NAME]
  drawbridge log [--limit N] [--follow]      the conversation, newest last; and what comes after
  drawbridge search WORDS [--limit N]        where it was said, or stands in a file
  drawbridge export [--format markdown|json] [--thread ID] [--out FILE]
  drawbridge keys [rotate]                   the signing keys
  drawbridge audit [--limit N]               who asked to come in, what was decided; newest last
      --verify                  whether conversation and ledger are as they were written
  drawbridge backup                          a copy of everything, made while the bridge runs
  drawbridge purge --older-than DAYS [--old-versions] [--yes]
                                remove for good what was archived or deleted, and what replaced
  drawbridge stdio [--as claude]             the link for Claude Desktop and Claude Code
  drawbridge completion bash|zsh|fish|powershell
                                a script for your shell that completes commands and options

${everywhere}
`

/** The help of one command: its lines of the whole, and what holds everywhere. */
export function helpFor(command: string): string {
  const [, ...entries] = help.split(/^(?= {2}drawbridge )/m)
  const named = new RegExp(`^ {2}drawbridge \\[?${command}(?![\\w-])`)
  const own = entries
    .filter((entry) => named.test(entry))
    .map((entry) => entry.split('\n\n')[0]?.trimEnd())
  return `${own.join('\n')}\n\n${everywhere}\n`
}
