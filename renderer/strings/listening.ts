/** Whether a client or a participant would hear a message now. */
export const listeningStrings = {
  now: 'listening now',
  lately: 'called',
  away: 'away since',
  never: 'has not called yet',
}
