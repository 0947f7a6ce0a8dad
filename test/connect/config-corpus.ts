/** Configuration files as people really have them, for every test that edits one. */
export interface Sample {
  name: string
  format: 'json' | 'toml'
  bytes: Buffer
  /** Whether an entry can be put into it. */
  editable: boolean
}

const json = (name: string, text: string, editable = true): Sample => ({
  name,
  format: 'json',
  bytes: Buffer.from(text),
  editable,
})
const toml = (name: string, text: string, editable = true): Sample => ({
  name,
  format: 'toml',
  bytes: Buffer.from(text),
  editable,
})
const other = '{ "command": "npx", "args": ["-y", "other"] }'
const many = Array.from({ length: 5_000 }, (_, n) => `    "project-${n}": { "trusted": true }`)

export const corpus: Sample[] = [
  json('empty', ''),
  json('only white space', '\n\n  \n'),
  json('only a remark', '// nothing yet\n', false),
  json('empty object', '{}'),
  json('empty object over two lines', '{\n}\n'),
  json('empty servers', '{\n  "mcpServers": {}\n}\n'),
  json('a foreign entry', `{\n  "mcpServers": {\n    "other": ${other}\n  }\n}\n`),
  json(
    'an entry of ours',
    `{\n  "mcpServers": {\n    "drawbridge": ${other},\n    "other": ${other}\n  }\n}\n`,
  ),
  json('all on one line', `{"mcpServers":{"other":${other}},"theme":"dark"}`),
  json('tabs', `{\n\t"mcpServers": {\n\t\t"other": ${other}\n\t},\n\t"theme": "dark"\n}\n`),
  json(
    'four spaces',
    `{\n    "theme": "dark",\n    "mcpServers": {\n        "other": ${other}\n    }\n}\n`,
  ),
  json(
    'trailing commas',
    `{\n  "mcpServers": {\n    "other": ${other},\n  },\n  "theme": "dark",\n}\n`,
  ),
  json(
    'remarks',
    `// mine\n{\n  /* servers */\n  "mcpServers": {\n    // the other one\n    "other": ${other} // keep this\n    // the end\n  }, // after\n  "theme": "dark" // night\n}\n// bye\n`,
  ),
  json(
    'a remark after a trailing comma',
    `{\n  "mcpServers": {\n    "other": ${other}, // keep\n  },\n}\n`,
  ),
  json('remarks in an empty object', '{\n  "mcpServers": {\n    // put servers here\n  }\n}\n'),
  json(
    'a comma before its line',
    `{\n  "mcpServers": {\n    "other": ${other} // one\n    , "more": ${other}\n  }\n}\n`,
  ),
  json('byte order mark', `\uFEFF{\n  "mcpServers": {\n    "other": ${other}\n  }\n}\n`),
  json('CRLF', `{\r\n  "mcpServers": {\r\n    "other": ${other}\r\n  }\r\n}\r\n`),
  json(
    'CRLF, trailing comma, remark',
    `{\r\n  "mcpServers": {\r\n    "other": ${other}, // x\r\n  },\r\n}`,
  ),
  json('no line end at the end', '{\n  "theme": "dark"\n}'),
  json(
    'names and texts with signs',
    '{\n  "a//b": "/* no remark */ , }",\n  "ü": "\\u00fc \\"quoted\\""\n}\n',
  ),
  json('__proto__ as a name', '{\n  "__proto__": { "x": 1 },\n  "theme": "dark"\n}\n'),
  json('very many entries', `{\n  "projects": {\n${many.join(',\n')}\n  }\n}\n`),
  json('a missing brace', '{\n  "mcpServers": {\n', false),
  json('a list', '[]\n', false),
  json('servers are a list', '{ "mcpServers": [] }', false),
  json('servers are null', '{ "mcpServers": null }', false),
  json('not JSON at all', 'theme: dark\n', false),
  { name: 'UTF-16', format: 'json', bytes: Buffer.from('\uFEFF{}', 'utf16le'), editable: false },
  { name: 'not UTF-8', format: 'json', bytes: Buffer.from([0x7b, 0xff, 0x7d]), editable: false },

  toml('empty', ''),
  toml('remarks only', '# my settings\n'),
  toml('keys', 'model = "x" # the model\napproval = "never"\n'),
  toml(
    'a foreign server',
    '[mcp_servers.other]\ncommand = "npx" # why not\nargs = ["-y", "other"]\n',
  ),
  toml(
    'an entry of ours',
    '[mcp_servers.drawbridge]\nurl = "http://old" # old\n\n# about the next\n[mcp_servers.other]\ncommand = "x"\n',
  ),
  toml(
    'an entry of ours with a sub-table',
    'a = 1\n[mcp_servers.drawbridge]\nurl = "x"\n[mcp_servers.drawbridge.env]\nA = "1"\n[last]\nb = 2\n',
  ),
  toml(
    'quoted names',
    '[ "mcp_servers" . "drawbridge" ]\nurl = "http://old"\n[mcp_servers."my other"]\ncommand = "x"\n',
  ),
  toml('CRLF', 'model = "x"\r\n\r\n[mcp_servers.other]\r\ncommand = "npx"\r\n'),
  toml('no line end at the end', 'model = "x"'),
  toml(
    'a header inside a text',
    'note = """\n[mcp_servers.drawbridge]\nurl = "not this"\n"""\nmodel = "x"\n',
  ),
  toml('lists of tables', '[[projects]]\npath = "a"\n[[projects]]\npath = "b"\n'),
  toml('servers inline', 'mcp_servers = { other = { command = "npx" } } # both\n'),
  toml('integers beyond 2^53', 'big = 9223372036854775807\n[mcp_servers.other]\nurl = "x"\n'),
  toml('mixed line ends', '# a\r\nmodel = "x"\n[mcp_servers.other]\r\ncommand = "npx"\n'),
  toml(
    'mixed line ends, an entry of ours',
    'a = 1\r\nb = 2\n[mcp_servers.drawbridge]\ncommand = "x"\n[last]\r\nc = 3\r\n',
  ),
  toml('an entry of ours by dotted keys', 'mcp_servers.drawbridge.command = "x" # mine\nb = 2\n'),
  toml('an entry of ours inline', '[mcp_servers]\ndrawbridge = { command = "x" } # mine\n'),
  toml('an entry of ours in a sub-table only', '[mcp_servers.drawbridge.env]\nA = "1"\n'),
  toml('servers are a list of tables', '[[mcp_servers]]\nname = "x"\n', false),
  toml('servers are a text', 'mcp_servers = "none"\n', false),
  toml('servers by dotted keys', 'mcp_servers.other.command = "npx"\nmodel = "x"\n'),
  toml('broken', '[mcp_servers.other\ncommand = "npx"\n', false),
]
