import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { exportedDocuments } from '../../../schemas/exported/index.ts';
import { documentKey, type PartLine, partKey } from '../../../schemas/exported/part.ts';
import type { ExportId, HolderName } from '../../../schemas/leaving.ts';
import type { Document, ExportParts, File } from '../holdings.ts';

/** What is held of a document at once; S3 takes no smaller part. */
const PART_BYTES = 5 * 1024 * 1024;

/** A list in JSON, one record a line, made as it is read. */
async function* jsonList(records: AsyncIterable<unknown> | Iterable<unknown>, read: (record: unknown) => unknown, counted: () => void) {
  let before = '[';
  for await (const record of records) {
    yield `${before}\n${JSON.stringify(read(record))}`;
    before = ',';
    counted();
  }
  yield before === '[' ? '[]\n' : '\n]\n';
}

/** The parts of copies in their bucket. Each record goes through the schema that describes it to its reader: nothing else gets out. */
export const exportParts = (client: S3Client, bucket: string): ExportParts => {
  const upload = (Key: string, text: AsyncGenerator<string>, ContentType: string) =>
    new Upload({
      client,
      params: { Bucket: bucket, Key, Body: Readable.from(text, { objectMode: false }), ContentType },
      queueSize: 1,
      partSize: PART_BYTES,
    }).done();
  const writeDocument = async (part: { exportId: ExportId; holder: HolderName }, { document, records }: Document): Promise<PartLine> => {
    const { record } = exportedDocuments[document];
    const key = documentKey(part, document);
    let count = 0;
    const list = jsonList(
      records,
      (one) => record.parse(one),
      () => {
        count += 1;
      },
    );
    await upload(key, list, 'application/json');
    return { document, count };
  };
  async function* lines(part: { exportId: ExportId; holder: HolderName }, content: AsyncIterable<Document | File>) {
    for await (const item of content) {
      const line: PartLine = 'document' in item ? await writeDocument(part, item) : item;
      yield `${JSON.stringify(line)}\n`;
    }
  }
  return {
    async write(part, content) {
      await upload(partKey(part), lines(part, content), 'application/x-ndjson');
    },
  };
};
