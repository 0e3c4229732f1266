import { describe, expect, it } from 'vitest';
import { EditedFiche } from '../../schemas/fiche-content.ts';

const linkTo = (to: object) => ({ body: [{ kind: 'paragraph', content: [{ kind: 'link', to, content: ['ici'] }] }] });
const web = (url: string) => linkTo({ kind: 'web', url });
const cell = (columns: number) => ({ body: [{ kind: 'table', caption: [], rows: [[{ header: false, content: [], columns }]] }] });

describe('the blocks of an editor', () => {
  it.each([
    ['a script in a link', web('javascript:alert(1)')],
    ['a script behind a space', web(' javascript:alert(1)')],
    ['a document in a link', web('data:text/html,<script>alert(1)</script>')],
    ['an address of this site', web('//autre.test')],
    ['a path for a fiche', linkTo({ kind: 'fiche', audience: 'particuliers', ficheId: '../../api/leave/x' })],
    ['a script for a website', { body: [{ kind: 'contact', contact: { type: '', title: 'Mairie', url: 'javascript:1', content: [] } }] }],
    ['a script for a form', { body: [{ kind: 'service', service: { type: '', title: 'Cerfa', url: 'vbscript:1', content: [] } }] }],
    ['a cell of a billion columns', cell(1_000_000_000)],
    ['no title', { title: '   ' }],
    ['a title longer than a page', { title: 'a'.repeat(501) }],
    ['a description longer than a page', { description: 'a'.repeat(5001) }],
  ])('are refused with %s', (_what, edit) => {
    expect(EditedFiche.safeParse(edit).success).toBe(false);
  });

  it.each([
    ['an address', web('https://www.service-public.fr/')],
    ['a mail', web('mailto:mairie@ville.fr')],
    ['a number', web('tel:3939')],
    ['another fiche', linkTo({ kind: 'fiche', audience: 'professionnels', ficheId: 'F12' })],
    ['merged cells', cell(4)],
  ])('may hold %s', (_what, edit) => {
    expect(EditedFiche.parse(edit)).toEqual(edit);
  });
});
