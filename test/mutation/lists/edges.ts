/** What guards the doors: people, links, ports and secrets. */
import { mutantsOf } from '../mutant.ts'

export const edges = [
  ...mutantsOf(
    'main/bridge/wiring/open-local.ts',
    ['test/local/speak-as-owner.test.ts'],
    [
      [
        "if (participant === 'owner') throw new BridgeError('owner-reserved')",
        '',
        'nobody speaks as the owner over the local link',
      ],
    ],
  ),
  ...mutantsOf(
    'main/bridge/local/local-listener.ts',
    ['test/local/local-listener.test.ts'],
    [
      ['!hello || !sameText(hello.token, token)', '!hello', 'a link proves that it read the file'],
      [
        'await chmod(socketPath, 0o600)',
        'await chmod(socketPath, 0o666)',
        'the socket is its owner’s',
      ],
    ],
  ),
  ...mutantsOf(
    'main/bridge/identity/people.ts',
    ['test/identity/who-may-come-in.test.ts'],
    [
      ['a.issuer === b.issuer && ', '', 'people are matched by issuer'],
      ['&& a.subject === b.subject', '', 'people are matched by subject'],
      [
        "if (owner === null) throw new BridgeError('upstream-owner-unbound')",
        '',
        'nobody comes in before the owner',
      ],
      [
        'samePerson(one, person)',
        'one.subject === person.subject',
        'those admitted are matched by both',
      ],
      [
        "if (samePerson(owner, person)) return 'any'",
        "if (owner?.subject === person.subject) return 'any'",
        'the owner is matched by both',
      ],
    ],
  ),
  ...mutantsOf(
    'main/bridge/http/loopback-callback.ts',
    ['test/http/attacks/rebound-callback.test.ts'],
    [
      ['hosts.length !== 1 || ', '', 'the callback takes one Host'],
      ['|| hosts[0] !== host)', ')', 'the callback answers its own name'],
    ],
  ),
  ...mutantsOf(
    'main/bridge/http/one-host.ts',
    ['test/http/attacks/two-hosts.test.ts'],
    [['return count === 1', 'return count >= 1', 'two Host headers are refused']],
  ),
  ...mutantsOf(
    'main/bridge/http/control-guard.ts',
    ['test/http/control.test.ts'],
    [
      ['if (host !== `127.0.0.1:${port}`)', 'if (false)', 'the panel answers its own name'],
      [
        'origin !== undefined && origin !== `http://${host}`',
        'false',
        'the panel refuses other origins',
      ],
      ["site !== 'same-origin' && site !== 'none'", 'false', 'the panel refuses other sites'],
      [
        "if (typeof page !== 'string') return false",
        "if (typeof page !== 'string') return true",
        'the panel asks for the page secret',
      ],
    ],
  ),
  ...mutantsOf(
    'main/bridge/http/control-sessions.ts',
    ['test/http/control-sessions.test.ts', 'test/http/control.test.ts'],
    [
      [
        'if (!launch || !alive(launch)) return undefined',
        'if (!launch) return undefined',
        'a launch link ends',
      ],
      ['launches.splice(launches.indexOf(launch), 1)', 'void launches', 'a launch link works once'],
      ['return cookie && page', 'return cookie || page', 'both secrets are needed'],
      [
        'if (!session || !alive(session)) return false',
        'if (!session) return false',
        'a session ends',
      ],
      ['.some(alive)', '.length > 0', 'a cookie ends with its session'],
    ],
  ),
  ...mutantsOf(
    'main/bridge/secrets/chunks.ts',
    ['test/secrets/chunks.test.ts'],
    [
      ["old?.generation === 'a' ? 'b' : 'a'", "'a'", 'a crash leaves the old value or the new'],
      ['value.length <= limit && ', '', 'a long value is cut'],
      ['&& !value.startsWith(mark)', '', 'a value that looks like a header is none'],
      ['if (old) await dropParts(account, old.generation)', '', 'nothing of the old value stays'],
      [
        'end < value.length && isHighSurrogate(value.charCodeAt(end - 1))',
        'false',
        'no character is cut',
      ],
      ['if (part === undefined) throw', 'if (false) throw', 'a missing part is reported'],
    ],
  ),
  ...mutantsOf(
    'main/bridge/secrets/file-secrets.ts',
    ['test/secrets/file-secrets.test.ts'],
    [
      ['2)}\\n`, 0o600)', '2)}\\n`, 0o644)', 'the file is its owner’s'],
      ['await makePrivate(path)', 'void makePrivate', 'an open file is closed to others'],
      [
        "if (errorCode(error) === 'ENOENT') return {}",
        'return {}',
        'a file that cannot be read is not overwritten',
      ],
      [
        'await save(next)\n    edit(secrets)',
        'edit(secrets)\n    void save(next)',
        'a secret is on disk before it is told',
      ],
    ],
  ),
  ...mutantsOf(
    'main/bridge/secrets/open-secrets.ts',
    ['test/secrets/open-secrets.test.ts'],
    [
      [
        "platform === 'win32' ? chunked",
        "platform === 'darwin' ? chunked",
        'Windows gets short entries',
      ],
      [
        "if (error.state === 'locked' || wanted",
        'if (wanted',
        'a locked keychain is not replaced by a file',
      ],
    ],
  ),
]
