import { mutantsOf } from '../mutant.ts'

const c = (...names: string[]) => names.map((name) => `test/conversation/${name}.test.ts`)

const m = (...names: string[]) => names.map((name) => `test/mcp/${name}.test.ts`)

export const conversation = [
  ...mutantsOf('main/bridge/conversation/log/verify-chain.ts', c('log', 'purge'), [
    [
      'if (!same(previous, head.hash)) return { ok: false, brokenAt: seq }',
      '',
      'the hash of the head is checked',
    ],
    ['beyondHead(store) ?? ', '', 'an entry beyond the head shows'],
    ['if (seq !== head.seq) return { ok: false, brokenAt: seq + 1 }', '', 'a cut end shows'],
    [
      'return same(digestOf(aboutEntry(store, entry)), entry.digest)',
      'return true',
      'what an entry is about is checked',
    ],
    [
      "if (!same(entryHash(previous, entry), blob(row, 'hash'))) return false",
      '',
      'each hash is checked',
    ],
    ['beyondHead(store) ?? strayRow(store)', 'beyondHead(store)', 'rows beside the log show'],
  ]),
  ...mutantsOf('main/bridge/conversation/log/chain.ts', c('chain'), [
    ['[hex(previous), seq,', '[seq,', 'a hash covers the one before'],
    [', text, hex(digest)]', ', hex(digest)]', 'a hash covers the text'],
  ]),
  ...mutantsOf('main/bridge/conversation/inbox/inbox.ts', c('inbox', 'readers'), [
    [
      'seqs.filter((seq) => mark.run(now, participant, seq).changes > 0)',
      'seqs.filter((seq) => mark.run(now, participant, seq) !== undefined)',
      'unread is never negative',
    ],
    [
      'unread = unread - ?',
      'unread = unread - 1 * ? - 0 * unread + 0 - 1',
      'what is read is counted',
    ],
    [
      'markRead(participant, peek(participant, request), mine?.id)',
      'markRead(participant, page, mine?.id)',
      'of two readers each message goes to one',
    ],
    ['if (request.markRead === false || page', 'if (page', 'looking marks nothing'],
    ['state.unread + (reader?.behind ?? 0)', 'state.unread', 'a client sees what another has read'],
  ]),
  ...mutantsOf('main/bridge/conversation/readers.ts', c('readers'), [
    [
      "WHERE participant = ? AND id <> ?'",
      "WHERE participant = ? AND id = ?'",
      'reading leaves the other clients behind',
    ],
    [
      'behind = behind - ? WHERE id = ?',
      'behind = behind - 0 * ? WHERE id = ?',
      'a client catches up',
    ],
    ['const mostReaders = 16', 'const mostReaders = 17', 'sixteen clients are remembered'],
  ]),
  ...mutantsOf('main/bridge/conversation/cursors.ts', c('inbox'), [
    ['|| signature !== sign(payload)', '', 'an invented cursor is refused'],
    [
      'if (Math.max(position, resume ?? 0) > headOf(store).seq) throw invalid(cursor)',
      '',
      'a cursor ahead of now is refused',
    ],
  ]),
  ...mutantsOf('main/bridge/conversation/inbox/acknowledge.ts', c('inbox'), [
    [
      'AND acknowledged_at IS NULL`,\n      )\n      .get',
      '`,\n      )\n      .get',
      'a message is acknowledged once',
    ],
    ['if (!seq || !found) throw', 'if (!seq) throw', 'only one’s own messages are acknowledged'],
  ]),
  ...mutantsOf('main/bridge/conversation/idempotency.ts', c('messages'), [
    [
      "if (Buffer.compare(blob(row, 'request'), request) !== 0) {",
      'if (false) {',
      'a key stands for one request',
    ],
    ['key.length > maxLength', 'false', 'a key is short'],
  ]),
  ...mutantsOf('main/bridge/conversation/files/file-names.ts', c('file-names'), [
    ["if (name.startsWith('/'))", 'if (false)', 'no absolute names'],
    ["segment === '.' || segment === '..'", 'false', 'no way up'],
    ['reservedOnWindows.test(segment)', 'false', 'no names Windows reserves'],
    ["if (name.includes('\\\\'))", 'if (false)', 'no backslashes'],
  ]),
  ...mutantsOf('main/bridge/conversation/quote.ts', m('provenance'), [
    ['.map((line) => `> ${line}`)\n    .join', '.join', 'foreign lines are quoted'],
    [
      'const lineEnd = /\\r\\n|(?!\\t)[\\p{Cc}\\p{Zl}\\p{Zp}]/u',
      'const lineEnd = /\\n/',
      'every line end is one',
    ],
  ]),
]
