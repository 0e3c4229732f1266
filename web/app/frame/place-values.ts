import * as z from 'zod/mini';
import { SpaceId } from '../../../schemas/account.ts';
import { DocumentId } from '../../../schemas/document.ts';
import { Audience, FicheId, RevisionNumber } from '../../../schemas/fiche.ts';
import { InvitationLink } from '../../../schemas/space.ts';
import { match } from './match.ts';

/** Every value that the place of a page may carry. */
const readers = {
  spaceId: SpaceId,
  documentId: DocumentId,
  audience: Audience,
  ficheId: FicheId,
  revision: RevisionNumber,
  invitationLink: InvitationLink,
};

export type PlaceValues = { [Name in keyof typeof readers]: z.output<(typeof readers)[Name]> };

const isKnown = (name: string): name is keyof PlaceValues => name in readers;

/** What a place says, read by the pattern of its page; undefined when it is another place, or says something that cannot be. */
export const readPlace = (pattern: string, place: string): Partial<PlaceValues> | undefined => {
  const texts = match(pattern, place);
  if (!texts) return undefined;
  const values: [string, unknown][] = [];
  for (const [name, text] of Object.entries(texts)) {
    const read = isKnown(name) ? z.safeParse(readers[name], text) : undefined;
    if (!read?.success) return undefined;
    values.push([name, read.data]);
  }
  return Object.fromEntries(values);
};
