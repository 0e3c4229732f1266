import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type Actor, waitFor } from '../../local/acting.ts';
import type { System } from '../../local/system.ts';
import type { DocumentId } from '../../schemas/document.ts';
import { FicheId, ficheKey } from '../../schemas/fiche.ts';
import { namedResource } from './named-resource.ts';
import { pdf, sendForm } from './wallet.ts';

const FICHES = ['F265', 'F984'].map((id) => ({ audience: 'particuliers' as const, ficheId: FicheId.parse(id) }));

/** Two fiches that can be followed. */
export const putFiches = async (system: System): Promise<void> => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(system.operator));
  const TableName = namedResource(system, 'AWS::DynamoDB::Table', /^fiches[0-9A-F]{8}$/);
  for (const fiche of FICHES)
    await client.send(new PutCommand({ TableName, Item: { pk: ficheKey(fiche), sk: 'fiche', title: fiche.ficheId, status: 'live' } }));
};

/** An association with two of everything that is listed by pages, and the identifiers of what is in it, by their placeholders. */
export const furnishedSpace = async (actor: Actor, name: string) => {
  const { id: spaceId } = await actor.createSpace({ body: { name, number: null, memberName: name } });
  const space = { spaceId };
  const add = async (what: string) => (await actor.addDocument({ params: space, body: { name: `${what} de ${name}`, kind: 'other' } })).id;
  const send = async (documentId: DocumentId) => {
    const params = { ...space, documentId };
    const { file, upload } = await actor.openUpload({ params, body: { name: 'statuts.pdf', size: 1000, replaces: null } });
    await sendForm(upload, pdf(1000));
    await waitFor('the check', async () => (await actor.readDocument({ params })).files.some(({ id }) => id === file.id));
    return file.id;
  };
  const documentId = await add('Statuts');
  await add('RIB');
  const formerId = await send(documentId);
  const files = [formerId, await send(documentId), await send(documentId)];
  for (const fileId of files.slice(0, 2)) await actor.removeFile({ params: { ...space, documentId, fileId } });
  const deletedId = await add('Ancien RIB');
  for (const id of [deletedId, await add('Anciens statuts')]) await actor.deleteDocument({ params: { ...space, documentId: id } });
  for (const fiche of FICHES) await actor.subscribeToFiche({ params: { ...space, ...fiche }, body: { channel: 'mail', frequency: null } });
  const [member] = (await actor.listMembers({ params: space })).items;
  const invitation = await actor.inviteMember({ params: space, body: { email: `${randomUUID()}@exemple.fr` } });
  return {
    known: { spaceId, documentId, fileId: files[2] ?? '', memberId: member?.id ?? '', invitationId: invitation.id },
    /** In the place of what is there, for the routes that ask about what was there. */
    gone: { documentId: deletedId, fileId: formerId },
  };
};
