/** CRC-32 of some bytes, as 4 bytes: a character that was lost or changed on the way does not go unnoticed. */
export function checksum(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  const result = new Uint8Array(4);
  new DataView(result.buffer).setUint32(0, ~crc);
  return result;
}
