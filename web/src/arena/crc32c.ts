/** CRC-32C (Castagnoli), eight bytes a step: the checksum of deltas and directory entries. */
const POLYNOMIAL = 0x82f63b78;
const TABLES = 8;
const table = new Uint32Array(TABLES * 256);
for (let n = 0; n < 256; n++) {
  let crc = n;
  for (let bit = 0; bit < 8; bit++) crc = (crc & 1) !== 0 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
  table[n] = crc;
}
for (let n = 256; n < table.length; n++) table[n] = (table[n - 256]! >>> 8) ^ table[table[n - 256]! & 255]!;

/** The checksum of these bytes, going on from `before`: the checksum of what came ahead of them. */
export function crc32c(bytes: Uint8Array, before = 0): number {
  let crc = ~before;
  let at = 0;
  while (at < bytes.length && ((bytes.byteOffset + at) & 3) !== 0) crc = table[(crc ^ bytes[at++]!) & 255]! ^ (crc >>> 8);
  const pairs = (bytes.length - at) >>> 3;
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + at, pairs * 2);
  for (let i = 0; i < words.length; i += 2) {
    const low = words[i]! ^ crc;
    const high = words[i + 1]!;
    crc = table[1792 + (low & 255)]! ^ table[1536 + ((low >>> 8) & 255)]! ^ table[1280 + ((low >>> 16) & 255)]! ^ table[1024 + (low >>> 24)]!
      ^ table[768 + (high & 255)]! ^ table[512 + ((high >>> 8) & 255)]! ^ table[256 + ((high >>> 16) & 255)]! ^ table[high >>> 24]!;
  }
  for (at += pairs * 8; at < bytes.length; at++) crc = table[(crc ^ bytes[at]!) & 255]! ^ (crc >>> 8);
  return ~crc >>> 0;
}
