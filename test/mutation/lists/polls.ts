/** The guards of polls: without one of them an answer would be given again that is not true any more, or not for this caller. */
import { mutantsOf } from '../mutant.ts'

export const polls = [
  ...mutantsOf(
    'main/bridge/mcp/over-http/polls.ts',
    ['test/mcp/polls.test.ts'],
    [
      ['after.includes(\'"id"\')', 'false', 'a second id may follow'],
      ["|| after.includes('\\\\')", '', 'a second id may be written with an escape'],
      ['/^(?:0|[1-9]\\d*)$/', '/^.*$/', 'an id is a whole number as JSON writes it'],
      ["name === headers['mcp-name']", 'true', 'the tool in the header is another'],
      ["method === headers['mcp-method']", 'true', 'the method in the header is another'],
      ["version === headers['mcp-protocol-version']", 'true', 'the version is another'],
      ['a.clientId === b.clientId', 'true', 'another client calls'],
      ['a.clientName === b.clientName', 'true', 'the client has another name'],
      ['a.participant === b.participant', 'true', 'the client speaks for another participant'],
      ['a.vendor === b.vendor', 'true', 'the vendor is another'],
      ['a.provenVendor === b.provenVendor', 'true', 'the vendor is proven otherwise'],
      ['a.reads === b.reads', 'true', 'the client reads less'],
      ['a.signIn?.grant === b.signIn?.grant', 'true', 'the sign-in is another'],
      ['a.signIn?.origin === b.signIn?.origin', 'true', 'the address is another'],
      ['isSameSet(a.scopes, b.scopes)', 'true', 'the owner took a permission away'],
    ],
  ),
  ...mutantsOf(
    'main/bridge/mcp/over-http/endpoint.ts',
    ['test/mcp/polls.test.ts'],
    [['twice && same.has(twice)', 'twice === null', 'a call that arrives twice is one']],
  ),
  ...mutantsOf(
    'main/bridge/mcp/run-tool.ts',
    ['test/mcp/polls.test.ts'],
    [["crossing.get() === 'raised' || !holds()", '!holds()', 'the bridge was raised']],
  ),
  ...mutantsOf(
    'main/bridge/conversation/inbox/inbox.ts',
    ['test/conversation/inbox.test.ts'],
    [
      ['store.generation() === written &&', '', 'something was written'],
      ['handedOut.version() === handed &&', '', 'what was on its way did not arrive'],
      ['store.settled() === undefined &&', '', 'a power cut may undo what is told of'],
      ['!lookIsNews(reader, clock.now())\n', 'true\n', 'a look is to be written down again'],
    ],
  ),
]
