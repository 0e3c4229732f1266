/** Positions in a chunk as they are kept, one bit each: sixty-three bytes for five hundred. */
export const packPositions = (positions: ReadonlySet<number>): Uint8Array => {
  const bytes = new Uint8Array(Math.floor(Math.max(-1, ...positions) / 8) + 1);
  for (const position of positions) {
    const at = Math.floor(position / 8);
    bytes[at] = (bytes[at] ?? 0) | (1 << (position % 8));
  }
  return bytes;
};

export const unpackPositions = (bytes: Uint8Array): Set<number> => {
  const positions = new Set<number>();
  for (const [at, byte] of bytes.entries()) for (let bit = 0; bit < 8; bit++) if (byte & (1 << bit)) positions.add(8 * at + bit);
  return positions;
};
