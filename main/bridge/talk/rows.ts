/** Talks as rows: read as a whole, and written by what an event added. */
import { z } from 'zod'
import type { Store } from '../store/types.ts'
import { markSchema, stepKind } from '../../contract/talks.ts'
import { handInSchema } from '../../contract/hand-ins.ts'
import type { Content, HandIn, Step, TalkState } from './types.ts'

export interface StoredTalk {
  /** The number of its thread. */
  thread: number
  question: string
  files: string[]
  state: TalkState
  startedAt: number
  endedAt: number | null
  savedAs: string | null
}

export interface StoredStep {
  number: number
  kind: z.infer<typeof stepKind>
  by: string | null
  at: number
  handIn: number | null
  /** The seq of the message it became. */
  message: number | null
  about: string | null
}

/** What the machine does not need of a hand-in. */
export interface Envelope {
  digest: Uint8Array
  salt: string | null
  commitment: string | null
  /** The words of a closed letter. */
  closedText: string | null
  message: number | null
}

type Row = Record<string, unknown>

export function readTalk(store: Store, thread: number): StoredTalk | undefined {
  const row = store.statement('SELECT * FROM talks WHERE thread = ?').get(thread)
  return row && talkFrom(store, row)
}

/** Numbers of talks, newest first. */
export const talkNumbers = (store: Store, open: boolean, limit: number): number[] =>
  store
    .statement(
      open
        ? 'SELECT thread FROM talks WHERE ended_at IS NULL ORDER BY thread DESC LIMIT ? + 0'
        : 'SELECT thread FROM talks ORDER BY thread DESC LIMIT ? + 0',
    )
    .all(limit)
    .map((row) => Number(row['thread']))

/** Whether a thread belongs to a talk that has not ended. */
export const isOpenTalk = (store: Store, thread: number): boolean =>
  store.statement('SELECT 1 FROM talks WHERE thread = ? AND ended_at IS NULL').get(thread) !==
  undefined

/** Whether a message is the question of a talk, or what somebody said in it when it was their turn. */
export const isSaidInTalk = (store: Store, thread: number, message: number): boolean =>
  store
    .statement(
      `SELECT 1 FROM talks WHERE thread = ?1 AND (?1 = ?2 OR EXISTS (
         SELECT 1 FROM talk_steps WHERE talk = ?1 AND message = ?2))`,
    )
    .get(thread, message) !== undefined

export function readSteps(store: Store, thread: number, after = 0): StoredStep[] {
  return store
    .statement('SELECT * FROM talk_steps WHERE talk = ? AND number > ? ORDER BY number')
    .all(thread, after)
    .map((row) => ({
      number: Number(row['number']),
      kind: stepKind.parse(row['kind']),
      by: stringOrNull(row['by']),
      at: Number(row['at']),
      handIn: numberOrNull(row['handin']),
      message: numberOrNull(row['message']),
      about: stringOrNull(row['about']),
    }))
}

export const lastStep = (store: Store, thread: number): number =>
  Number(
    store.statement('SELECT max(number) AS last FROM talk_steps WHERE talk = ?').get(thread)?.[
      'last'
    ] ?? 0,
  )

export function insertTalk(store: Store, talk: StoredTalk): void {
  store
    .statement(
      'INSERT INTO talks (thread, question, files, state, started_at) VALUES (?, ?, ?, ?, ?)',
    )
    .run(
      talk.thread,
      talk.question,
      JSON.stringify(talk.files),
      stateJson(talk.state),
      talk.startedAt,
    )
}

export function saveState(store: Store, thread: number, state: TalkState, at: number): void {
  store
    .statement(
      `UPDATE talks SET state = ?, ended_at = CASE WHEN ? THEN coalesce(ended_at, ?) END
       WHERE thread = ?`,
    )
    .run(stateJson(state), state.status === 'ended' ? 1 : 0, at, thread)
}

export function insertHandIn(
  store: Store,
  thread: number,
  handIn: HandIn,
  { digest, salt, commitment, closedText, message }: Envelope,
): void {
  const { number, participant, content, sealed, at, ...about } = handIn
  store
    .statement(
      `INSERT INTO talk_handins
         (talk, number, participant, about, content, digest, sealed, salt, commitment, closed_text,
          message, at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      thread,
      number,
      participant,
      JSON.stringify(about),
      JSON.stringify(content),
      digest,
      sealed ? 1 : 0,
      salt,
      commitment,
      closedText,
      message,
      at,
    )
}

export function openHandIn(store: Store, thread: number, number: number, message: number): void {
  store
    .statement(
      'UPDATE talk_handins SET sealed = 0, closed_text = NULL, message = ? WHERE talk = ? AND number = ?',
    )
    .run(message, thread, number)
}

export function envelopeOf(store: Store, thread: number, number: number): Envelope | undefined {
  const row = store
    .statement(
      `SELECT digest, salt, commitment, closed_text, message FROM talk_handins
       WHERE talk = ? AND number = ?`,
    )
    .get(thread, number)
  if (!row) return undefined
  const digest = row['digest']
  return {
    digest: digest instanceof Uint8Array ? digest : new Uint8Array(),
    salt: stringOrNull(row['salt']),
    commitment: stringOrNull(row['commitment']),
    closedText: stringOrNull(row['closed_text']),
    message: numberOrNull(row['message']),
  }
}

export function insertStep(
  store: Store,
  thread: number,
  number: number,
  step: Step & { at: number; message: number | null },
): void {
  store
    .statement(
      `INSERT INTO talk_steps (talk, number, kind, by, at, handin, message, about)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      thread,
      number,
      step.kind,
      step.by,
      step.at,
      step.handIn ?? null,
      step.message,
      step.about ?? null,
    )
}

export function markHandIns(
  store: Store,
  thread: number,
  marks: readonly { handIn: number; mark: z.infer<typeof markSchema> }[],
): void {
  const set = store.statement('UPDATE talk_handins SET mark = ? WHERE talk = ? AND number = ?')
  for (const { handIn, mark } of marks) set.run(mark, thread, handIn)
}

/** Every hand-in the owner has judged, with its confidence. */
export function readMarked(
  store: Store,
): { participant: string; confidence: number; mark: z.infer<typeof markSchema> }[] {
  return store
    .statement(
      `SELECT participant, mark, json_extract(content, '$.confidence') AS confidence
       FROM talk_handins WHERE mark IS NOT NULL AND content IS NOT NULL`,
    )
    .all()
    .flatMap((row) =>
      typeof row['confidence'] === 'number'
        ? [
            {
              participant: String(row['participant']),
              confidence: row['confidence'],
              mark: markSchema.parse(row['mark']),
            },
          ]
        : [],
    )
}

function talkFrom(store: Store, row: Row): StoredTalk {
  const thread = Number(row['thread'])
  const state = JSON.parse(String(row['state'])) as Omit<TalkState, 'handIns'>
  const handIns = store
    .statement('SELECT * FROM talk_handins WHERE talk = ? ORDER BY number')
    .all(thread)
    .map(handInFrom)
  return {
    thread,
    question: String(row['question']),
    files: z.array(z.string()).parse(JSON.parse(String(row['files']))),
    state: { ...state, handIns },
    startedAt: Number(row['started_at']),
    endedAt: numberOrNull(row['ended_at']),
    savedAs: stringOrNull(row['saved_as']),
  }
}

function handInFrom(row: Row): HandIn {
  const about = JSON.parse(String(row['about'])) as Omit<
    HandIn,
    'number' | 'participant' | 'content' | 'sealed' | 'at'
  >
  const content = stringOrNull(row['content'])
  return {
    ...about,
    number: Number(row['number']),
    participant: String(row['participant']),
    content: content === null ? null : contentFrom(content),
    sealed: row['sealed'] === 1,
    at: Number(row['at']),
  }
}

const contentFrom = (json: string): Content => handInSchema.parse(JSON.parse(json))

const stateJson = ({ handIns: _kept, ...state }: TalkState): string => JSON.stringify(state)

const stringOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const numberOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null)
