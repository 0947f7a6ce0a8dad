/** Talks: turns, pauses, ends. */
import { entry, type Entry } from './entry.ts'

export const talkErrors = {
  'unknown-talk': entry(
    404,
    'client',
    'There is no talk {id} here, or you have no seat in it.',
    'Models call join_talk without talk: it finds the newest open talk they have a seat in. `drawbridge talk` lists all for the owner.',
  ),
  'no-talk': entry(
    404,
    'owner',
    'You have no seat in a talk that is open.',
    'Tell the person you work for; they begin a talk in Drawbridge, or with `drawbridge talk start`.',
  ),
  'not-your-turn': entry(
    409,
    'client',
    'It is not your turn in talk {talk}: it waits for {waits}.',
    'Call watch_talk with talk: "{talk}"; its answer says when it is your turn.',
  ),
  'talk-paused': entry(
    409,
    'owner',
    'Talk {talk} is paused: {reason}.',
    'Nothing is lost. Tell the person you work for, or call watch_talk with talk: "{talk}" to wait until it goes on.',
  ),
  'talk-over': entry(
    410,
    'owner',
    'Talk {talk} is over.',
    'There is nothing more to hand in. join_talk with talk: "{talk}" shows how it ended.',
  ),
  'hand-in-incomplete': entry(
    400,
    'client',
    'The hand-in is not what this phase asks for. {problem}',
    'Call take_turn again with what is asked for; join_talk says what that is. Nothing was handed in.',
  ),
  'said-in-talk': entry(
    409,
    'client',
    'Thread {talk} is a talk, and in it things are said in turns.',
    'Call join_talk with talk: "{talk}", and say it with take_turn when it is your turn.',
  ),
} as const satisfies Record<string, Entry>
