import { hasData, revisionPairs, sampleFiles } from '../../test/doubles/samples.ts';
import { type ZipEntry, zip } from '../../test/doubles/zip.ts';

/** As many documents as DILA's own archive for particuliers holds. */
const FULL = 5_550;

interface Document {
  id: string;
  xml: string;
}

/** One document of each fiche of the largest audience: thousands of the data set beside the repository, else those of the sample. */
const realDocuments = async (): Promise<Document[]> => {
  const byId = new Map<string, string>();
  if (hasData) {
    for await (const { audience, id, after_xml } of revisionPairs()) if (audience === 'particuliers') byId.set(id, after_xml);
  } else {
    console.warn('SKIPPED: ../shared/data/fiches is absent; the archive is made of the sample, many times over.');
    for (const { name, xml } of await sampleFiles('fiches-sample'))
      if (xml.includes('<Niveau ID="Particuliers"') && name.startsWith('F')) byId.set(name.replace('.xml', ''), xml);
  }
  return [...byId].map(([id, xml]) => ({ id, xml }));
};

/** The same text under an id that no fiche of DILA has. */
const renamed = ({ id, xml }: Document, number: number): Document => {
  const newId = `F${1_000_000 + number}`;
  return { id: newId, xml: xml.replaceAll(`ID="${id}"`, `ID="${newId}"`) };
};

function* entries(documents: Document[]): Generator<ZipEntry> {
  for (let at = 0; at < FULL; at++) {
    const document = documents[at % documents.length];
    if (!document) throw new Error('there is no document to make an archive of');
    const { id, xml } = at < documents.length ? document : renamed(document, at);
    yield { name: `${id}.xml`, content: xml };
  }
}

/** An archive of the size of DILA's, of real fiches; `distinct` of them have a text of their own. */
export const fullArchive = async (): Promise<{ bytes: Buffer; distinct: number }> => {
  const documents = await realDocuments();
  return { bytes: zip(entries(documents)), distinct: documents.length };
};
