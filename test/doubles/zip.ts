import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  name: string;
  content: string | Buffer;
  /** What the headers say in place of the truth. */
  claims?: { size?: number; checksum?: number; encrypted?: boolean; method?: number };
}

const DEFLATED = 8;
const UTF8 = 0x800;
const ENCRYPTED = 1;

/** What the central directory repeats of an entry, without its content: an archive larger than the memory of its maker can be built. */
interface Written {
  fields: Buffer;
  name: Buffer;
  offset: number;
}

/** The fields that both headers of an entry have. */
const fieldsOf = ({ content, claims = {} }: ZipEntry, name: Buffer, data: Buffer): Buffer => {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(UTF8 | (claims.encrypted ? ENCRYPTED : 0), 2);
  header.writeUInt16LE(claims.method ?? DEFLATED, 4);
  header.writeUInt32LE(claims.checksum ?? crc32(content), 10);
  header.writeUInt32LE(data.length, 14);
  header.writeUInt32LE(claims.size ?? Buffer.byteLength(content), 18);
  header.writeUInt16LE(name.length, 22);
  return header;
};

const signature = (mark: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(mark);
  return bytes;
};

const centralHeader = ({ fields, name, offset }: Written): Buffer => {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([signature(0x02014b50), Buffer.from([20, 0]), fields, rest, name]);
};

/** A ZIP archive, honest or not. */
export const zip = (entries: Iterable<ZipEntry>): Buffer => {
  const parts: Buffer[] = [];
  const written: Written[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const data = deflateRawSync(entry.content);
    const fields = fieldsOf(entry, name, data);
    const bytes = Buffer.concat([signature(0x04034b50), fields, name, data]);
    written.push({ fields, name, offset });
    parts.push(bytes);
    offset += bytes.length;
  }
  const central = Buffer.concat(written.map(centralHeader));
  const end = Buffer.alloc(18);
  end.writeUInt16LE(written.length, 4);
  end.writeUInt16LE(written.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, central, signature(0x06054b50), end]);
};
