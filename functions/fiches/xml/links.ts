import type { Audience } from '../../../schemas/fiche.ts';
import { type LinkTarget, MAX_ADDRESS, safeScheme } from '../../../schemas/fiche-content.ts';
import type { XmlElement } from './document.ts';

const audiences = new Map<string, Audience>(
  Object.entries({
    Particuliers: 'particuliers',
    Professionnels: 'professionnels',
    Associations: 'associations',
  } as const),
);

/** DILA's word for an audience, such as `Particuliers`, as ours. */
export const audienceNamed = (name: string | undefined): Audience | undefined => audiences.get(name?.trim() ?? '');

/** Only addresses that are safe to follow: never a script. */
export const safeUrl = (url: string | undefined): string | undefined => {
  const address = url?.trim();
  return address && address.length <= MAX_ADDRESS && safeScheme.test(address) ? address : undefined;
};

export const webTarget = (url: string | undefined): LinkTarget | undefined => {
  const address = safeUrl(url);
  return address === undefined ? undefined : { kind: 'web', url: address };
};

/** A fiche of the given audience, or of the page's own when the link names none. */
export const ficheTarget = (id: string | undefined, audienceName: string | undefined, own: Audience): LinkTarget | undefined =>
  id !== undefined && /^[FNR]\d{1,7}$/.test(id) ? { kind: 'fiche', audience: audienceNamed(audienceName) ?? own, ficheId: id } : undefined;

const abbreviations = new Set(['Sigle', 'Acronyme']);

/** Where an inline link leads; undefined when it leads nowhere, and then its text stands alone. */
export const targetOf = ({ name, attributes }: XmlElement, own: Audience): LinkTarget | undefined => {
  if (name === 'LienExterne') return webTarget(attributes['URL']);
  if (name === 'LienIntra') return attributes['LienID'] ? { kind: 'definition', id: attributes['LienID'] } : undefined;
  const id = attributes['LienPublication'];
  if (id !== undefined && abbreviations.has(attributes['type'] ?? '')) return { kind: 'definition', id };
  return ficheTarget(id, attributes['audience'], own);
};
