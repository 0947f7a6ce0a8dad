/** What the result of a talk is called as a shared file. */
import type { Talk } from './talk-types.ts'

/** `talks/which-database-t12.md`: by its title, and by its id, so that no two are the same. */
export function resultFileName({ id, title }: Pick<Talk, 'id' | 'title'>): string {
  const slug = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-|-$/g, '')
  return slug === '' ? `talks/${id}.md` : `talks/${slug}-${id}.md`
}
