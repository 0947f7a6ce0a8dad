/** The two containers that systems want icons in, each a list of PNGs with a small header. */

/** @typedef {{size: number, png: Buffer}} Picture */

/**
 * Windows: ICONDIR, one ICONDIRENTRY per picture, then the PNGs (since Vista).
 *
 * @param {Picture[]} pictures
 */
export function icoOf(pictures) {
  const header = Buffer.alloc(6)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(pictures.length, 4)
  let offset = header.length + 16 * pictures.length
  const entries = pictures.map(({ size, png }) => {
    const entry = Buffer.alloc(16)
    // 0 stands for 256.
    entry.writeUInt8(size % 256, 0)
    entry.writeUInt8(size % 256, 1)
    entry.writeUInt16LE(1, 4)
    entry.writeUInt16LE(32, 6)
    entry.writeUInt32LE(png.length, 8)
    entry.writeUInt32LE(offset, 12)
    offset += png.length
    return entry
  })
  return Buffer.concat([header, ...entries, ...pictures.map(({ png }) => png)])
}

/**
 * Apple's names for PNGs by size; the second is the same size as "twice the half".
 *
 * @type {Record<number, string[]>}
 */
const icnsTypes = {
  16: ['icp4'],
  32: ['icp5', 'ic11'],
  64: ['icp6', 'ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
}

/**
 * macOS: a magic word and the length of everything, then type, length and PNG each.
 *
 * @param {Picture[]} pictures
 */
export function icnsOf(pictures) {
  const blocks = pictures.flatMap(({ size, png }) =>
    (icnsTypes[size] ?? []).map((type) =>
      Buffer.concat([Buffer.from(type), length(png.length + 8), png]),
    ),
  )
  const body = Buffer.concat(blocks)
  return Buffer.concat([Buffer.from('icns'), length(body.length + 8), body])
}

/** @param {number} bytes */
function length(bytes) {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32BE(bytes)
  return buffer
}
