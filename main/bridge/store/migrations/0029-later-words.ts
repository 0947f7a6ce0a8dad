/** Messages up to `words_to` are in the index of words; those after it are put in a moment later (later-words.ts). */
export const laterWords = `
ALTER TABLE conversation ADD COLUMN words_to INTEGER NOT NULL DEFAULT 0;
UPDATE conversation SET words_to = head;
`
