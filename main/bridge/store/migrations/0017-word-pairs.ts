/**
 * Words in scripts without spaces are indexed by pairs of characters from here on. Entries before
 * `pairs_from` are brought into the new form while the bridge runs (index-older.ts).
 */
export const wordPairs = `
ALTER TABLE conversation ADD COLUMN pairs_from INTEGER NOT NULL DEFAULT 0;
UPDATE conversation SET pairs_from = head + 1 WHERE head > 0;
`
