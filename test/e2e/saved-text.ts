/** What the browser saved, as text; a browser that is shared by files gives no path. */
import { text } from 'node:stream/consumers'
import type { Download } from 'playwright-core'

export const savedText = async (download: Download): Promise<string> =>
  text(await download.createReadStream())
