import { FicheId } from '../../schemas/fiche.ts';
import type { Block, FicheContent } from '../../schemas/fiche-content.ts';

export const paragraph = (text: string): Block => ({ kind: 'paragraph', content: [text] });

export const section = (title: string, ...content: (Block | string)[]): Block => ({
  kind: 'section',
  title: [title],
  content: content.map((block) => (typeof block === 'string' ? paragraph(block) : block)),
});

/** A small fiche whose body is these blocks or paragraphs; `change` says what else is not as usual. */
export const aContent = (body: (Block | string)[] = ['Le montant est de 500 €.'], change: Partial<FicheContent> = {}): FicheContent => ({
  audience: 'particuliers',
  ficheId: FicheId.parse('F2'),
  kind: 'fiche',
  type: 'Fiche d’information',
  title: 'Allocation de rentrée',
  overline: 'Fiche pratique',
  description: 'Ce que l’allocation permet.',
  theme: { id: 'N19805', title: 'Famille' },
  breadcrumb: [
    { id: 'Particuliers', title: 'Accueil particuliers' },
    { id: 'N19805', title: 'Famille' },
    { id: 'F2', title: 'Allocation de rentrée' },
  ],
  modifiedOn: '2026-01-15',
  importantOn: null,
  sourceUrl: 'https://www.service-public.fr/particuliers/vosdroits/F2',
  banners: [],
  introduction: [paragraph('Cette allocation aide les familles à la rentrée.')],
  body: body.map((block) => (typeof block === 'string' ? paragraph(block) : block)),
  contacts: [],
  services: [],
  references: [],
  related: [],
  definitions: [],
  ...change,
});
