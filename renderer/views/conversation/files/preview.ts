/** What of a shared file is shown in the panel: text as text, small pictures of safe kinds, else nothing. */
import type { MethodResult } from '../../../../main/contract.ts'

export type SharedFile = MethodResult<'files.list'>[number]
export type FileVersion = MethodResult<'files.versions'>[number]
export type FileContent = MethodResult<'files.read'>

/** Larger texts make the page slow; they are for downloading. */
const LARGEST_TEXT = 400_000
const LARGEST_PICTURE = 3_000_000

/** Kinds that are pixels and nothing else. SVG is a document, and is shown as the text it is. */
const pictures = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])
/** Kinds that are never text, so that they need not be fetched to find out. */
const bytes = /^(?:image\/(?!svg)|audio\/|video\/|font\/|application\/(?:pdf|zip|wasm))/

export type PreviewPlan = 'read' | 'too-large' | 'not-shown'

/** Whether it is worth fetching for a look at it. */
export function previewPlan({
  mimeType,
  size,
}: Pick<SharedFile, 'mimeType' | 'size'>): PreviewPlan {
  if (pictures.has(mimeType)) return size <= LARGEST_PICTURE ? 'read' : 'too-large'
  if (bytes.test(mimeType)) return 'not-shown'
  return size <= LARGEST_TEXT ? 'read' : 'too-large'
}

export type Preview =
  | { kind: 'text'; text: string }
  | { kind: 'picture'; source: string }
  /** It was fetched, and turned out to be neither. */
  | { kind: 'bytes' }

/** What of a file that was fetched can be shown. */
export function previewOf({ mimeType, encoding, content }: FileContent): Preview {
  if (encoding === 'utf-8') return { kind: 'text', text: content }
  if (!pictures.has(mimeType)) return { kind: 'bytes' }
  return { kind: 'picture', source: `data:${mimeType};base64,${content}` }
}

/** Whether it is read better as the page it describes. */
export const isMarkdown = ({ name, mimeType }: Pick<SharedFile, 'name' | 'mimeType'>): boolean =>
  mimeType === 'text/markdown' || /\.(?:md|markdown)$/i.test(name)

/** Whether two of its versions can be compared line by line. */
export const isComparable = (version: FileVersion): boolean =>
  !version.deleted && !pictures.has(version.mimeType) && previewPlan(version) === 'read'
