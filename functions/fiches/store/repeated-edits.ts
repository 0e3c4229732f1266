import type { ImportId } from '../../../schemas/import.ts';
import type { RepeatedEdits } from '../rules/significance/repetition.ts';

const NAME_BYTES = 8;
const COUNT_BYTES = 4;
const EDIT_BYTES = NAME_BYTES + COUNT_BYTES;

export const repeatedEditsKey = (id: ImportId) => ({ pk: id, sk: 'repeated-edits' });

/** Twelve bytes an edit: as many as an import keeps fit one item. */
export const packEdits = (edits: RepeatedEdits): Uint8Array => {
  const packed = Buffer.alloc(edits.length * EDIT_BYTES);
  for (const [at, [name, fiches]] of edits.entries()) {
    packed.write(name, at * EDIT_BYTES, 'hex');
    packed.writeUInt32BE(fiches, at * EDIT_BYTES + NAME_BYTES);
  }
  return packed;
};

export const unpackEdits = (packed: Uint8Array): RepeatedEdits => {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  return Array.from({ length: bytes.length / EDIT_BYTES }, (_, at) => [
    bytes.toString('hex', at * EDIT_BYTES, at * EDIT_BYTES + NAME_BYTES),
    bytes.readUInt32BE(at * EDIT_BYTES + NAME_BYTES),
  ]);
};
