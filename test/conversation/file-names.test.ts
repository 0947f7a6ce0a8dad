import { expect, test } from 'vitest'
import { fileKey, requireFileName } from '../../main/bridge/conversation/files/file-names.ts'
import { BridgeError } from '../../main/bridge/base/errors.ts'

test.each([
  'plan.md',
  'notes/2026/plan.md',
  'Ümläut.txt',
  '日本語/計画.txt',
  'a b.txt',
  '.gitignore',
  'con-text.md',
  'console',
  'a'.repeat(200),
  '🌉.txt',
  'a..b',
  '...a',
])('%j can be the name of a file', (name) => {
  expect(requireFileName(name)).toBe(name)
})

const evil: [name: string, why: RegExp][] = [
  ['', /empty/],
  ['.', /"\."/],
  ['..', /"\.\."/],
  ['../etc/passwd', /"\.\."/],
  ['a/../../b', /"\.\."/],
  ['a/./b', /"\."/],
  ['/etc/passwd', /absolute/],
  ['//server/share', /absolute/],
  ['a//b', /empty folder/],
  ['a/', /empty folder/],
  ['..\\windows', /backslash/],
  ['C:\\x', /backslash/],
  ['C:x', /one of/],
  ['a:stream', /one of/],
  ['what?', /one of/],
  ['a*', /one of/],
  ['a|b', /one of/],
  ['<a>', /one of/],
  ['"a"', /one of/],
  ['a\0b', /invisible/],
  ['a\nb', /invisible/],
  ['a\u007F', /invisible/],
  ['a\u0085', /invisible/],
  ['a\u202Etxt.exe', /invisible/],
  ['a\u200B', /invisible/],
  ['\uFEFFa', /invisible/],
  ['a\u2028b', /invisible/],
  ['a\uD800', /well-formed/],
  ['e\u0301.txt', /NFC/],
  ['CON', /reserved/],
  ['con.txt', /reserved/],
  ['a/NUL', /reserved/],
  ['aux/a', /reserved/],
  ['com1.tar.gz', /reserved/],
  ['LPT9', /reserved/],
  ['COM¹', /reserved/],
  ['CONIN$', /reserved/],
  ['a.', /ends? in a space or dot/],
  ['a ', /space/],
  ['a /b', /space/],
  ['a./b', /dot/],
  [' a', /space/],
  ['a\u00A0', /space/],
  ['...', /dot/],
  ['a'.repeat(201), /longer/],
  ['日'.repeat(100), /longer than 255 bytes/],
]

test.each(evil)('%j cannot be the name of a file', (name, why) => {
  let thrown: unknown
  try {
    requireFileName(name)
  } catch (error) {
    thrown = error
  }
  expect(thrown).toBeInstanceOf(BridgeError)
  expect(thrown).toMatchObject({ code: 'invalid-file-name', message: expect.stringMatching(why) })
  // The error itself cannot smuggle the characters into a terminal or a log.
  expect(String(thrown)).not.toMatch(/[\p{Cc}\p{Cf}\u2028\p{Cs}]/u)
})

test.each([
  ['Plan.md', 'plan.MD'],
  ['STRASSE', 'straße'],
  ['ΣΑΣ', 'σας'],
  ['ﬁle', 'FILE'],
])('%j and %j would be one file on a disk that ignores capitals', (one, other) => {
  expect(fileKey(one)).toBe(fileKey(other))
})
