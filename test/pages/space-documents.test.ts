import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../../functions/shared/problem.ts';
import { MAX_FILE_BYTES } from '../../schemas/document.ts';
import { personOnSite } from '../doubles/site/person.ts';
import { visits } from '../doubles/site/visit.ts';
import { troublesOf } from './audit-page.ts';

let person: ReturnType<typeof personOnSite>;
beforeEach(() => {
  person = personOnSite('citizen', () => site().url);
});
const { open, site } = visits(() => person.answers);

const inSpace = (rest: string) => `/espaces/${person.state.personalSpaceId}/${rest}`;
const aFile = (name: string, size = 2000) => ({ name, mimeType: 'application/pdf', buffer: Buffer.alloc(size, 'x') });
const wallet = () => person.state.documents.documents;

describe('my documents', () => {
  it('are added with several files at once, shown once they were checked, and say what is left', async () => {
    const page = await open(inSpace('documents'));
    await page.getByText('Il reste 233,1 Mo sur 235 Mo.').waitFor();
    await page.getByText('Déposé par Direction des finances').waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Ajouter un document' }).click();
    await page.getByRole('button', { name: 'Ajouter' }).click();
    await page.getByRole('alert').getByRole('link', { name: 'Donnez un nom au document.' }).waitFor();
    await page.getByLabel('Nom du document').fill('Passeport 😀');
    await page.getByLabel('Nature').selectOption('passport');
    await page.getByLabel('Date d’expiration').fill('2034-01-31');
    await page.getByLabel('Fichiers').setInputFiles([aFile('\u202Erecto.pdf')]);
    await page.getByText('recto.pdf, 2 ko').waitFor();
    expect(await page.getByLabel('Fichiers').evaluate((input: HTMLInputElement) => input.files?.length)).toBe(1);
    expect(await page.locator('bdi', { hasText: 'recto.pdf' }).count()).toBe(1);
    await page.getByLabel('Fichiers').setInputFiles([aFile('recto.pdf'), aFile('verso.pdf')]);
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ajouter' }).click();
    await page.getByRole('heading', { level: 1, name: 'Passeport 😀' }).waitFor();
    await page.getByText('Le document « Passeport 😀 » est ajouté.').waitFor();
    await page.getByRole('heading', { name: '2 fichiers' }).waitFor();
    expect(site().stored()).toHaveLength(2);
    expect(site().stored()[0]).toContain('filename="recto.pdf"');
    expect(wallet()[0]).toMatchObject({ name: 'Passeport 😀', kind: 'passport', expiresOn: '2034-01-31' });
    expect(await troublesOf(page)).toEqual([]);
  });

  it('are told of on the dashboard once a reminder of their end was sent, however long ago they came, until they are renewed', async () => {
    const [card] = wallet();
    const [action] = person.state.spaces.actions;
    if (!card || !action) throw new Error('a document and an action were expected');
    const gone = { id: randomUUID(), name: 'Effacé depuis' };
    const reminderOf = ({ id, name }: { id: string; name: string }) => ({
      ...action,
      kind: 'document.expiring' as const,
      object: { id, name },
    });
    person.state.spaces.actions = [card, gone].map(reminderOf);
    person.state.documents.documents = [{ ...card, expiresOn: '2020-03-01' }];
    const page = await open('/');
    const told = page.getByRole('region', { name: 'À renouveler' });
    await told.getByText('Expiré depuis le 1er mars 2020').waitFor();
    expect(await told.getByRole('listitem').count()).toBe(1);
    expect(await troublesOf(page)).toEqual([]);
    await told.getByRole('link', { name: card.name }).click();
    await page.getByRole('heading', { level: 1, name: card.name }).waitFor();
    person.state.documents.documents = [{ ...card, expiresOn: '2999-03-01' }];
    await page.getByRole('link', { name: 'Mes documents' }).click();
    await page.getByRole('link', { name: 'Tableau de bord' }).click();
    await page.getByText('Valable jusqu’au 1er mars 2999').waitFor();
    await told.waitFor({ state: 'detached' });
  });

  it('say once why they cannot be read, and show all when they are tried again', async () => {
    const { listDocuments, readStorage } = person.answers;
    const fail = () => {
      throw new Problem('unexpected');
    };
    Object.assign(person.answers, { listDocuments: fail, readStorage: fail });
    const page = await open(inSpace('documents'));
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').count()).toBe(1);
    Object.assign(person.answers, { listDocuments, readStorage });
    await page.getByRole('button', { name: 'Réessayer' }).click();
    await page.getByText('Il reste 233,1 Mo sur 235 Mo.').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('refuse before sending what would be refused after: a fifth file, a file that is too heavy, an empty one', async () => {
    const page = await open(inSpace('documents/ajouter'));
    await page.getByLabel('Nom du document').fill('Trop');
    for (const [files, said] of [
      [[1, 2, 3, 4, 5].map((one) => aFile(`${one}.pdf`)), 'Choisissez au plus 4 fichiers.'],
      [[aFile('lourd.pdf', MAX_FILE_BYTES + 1)], '« lourd.pdf » pèse 4,1 Mo : un fichier ne dépasse pas 4,0 Mo.'],
      [[aFile('vide.pdf', 0)], '« vide.pdf » est vide.'],
    ] as const) {
      await page.getByLabel('Fichiers').setInputFiles([...files]);
      await page.getByRole('button', { name: 'Ajouter' }).click();
      await page.getByRole('alert').getByRole('link', { name: said }).waitFor();
    }
    expect(site().stored()).toEqual([]);
    expect(wallet()).toHaveLength(2);
  });

  it('are not made for files that have no room', async () => {
    person.answers.readStorage = () => ({ used: 9, limit: 9, left: 0, deleted: 0, documents: 2, sentence: 'Cet espace est plein.' });
    const page = await open(inSpace('documents/ajouter'));
    await page.getByLabel('Nom du document').fill('Un de trop');
    await page.getByLabel('Fichiers').setInputFiles([aFile('recto.pdf', 1500), aFile('verso.pdf', 1500)]);
    await page.getByRole('button', { name: 'Ajouter' }).click();
    await page.getByRole('alert').getByRole('link', { name: 'Ces fichiers pèsent 3 ko. Cet espace est plein.' }).waitFor();
    expect(await troublesOf(page)).toEqual([]);
    expect(await page.getByLabel('Nom du document').inputValue()).toBe('Un de trop');
    expect(wallet()).toHaveLength(2);
  });

  it('are not added twice when a file could not be sent, and may stay without it', async () => {
    site().storageAnswers(403);
    const page = await open(inSpace('documents/ajouter'));
    await page.getByLabel('Nom du document').fill('RIB');
    await page.getByLabel('Fichiers').setInputFiles([aFile('rib.pdf')]);
    await page.getByRole('button', { name: 'Ajouter' }).click();
    await page.getByText('Le fichier n’a pas pu être envoyé.').waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await page.getByText('rib.pdf, 2 ko').waitFor();
    await page.getByRole('link', { name: 'Continuer sans ces fichiers' }).waitFor();
    site().storageAnswers(204);
    await page.getByRole('button', { name: 'Envoyer les fichiers qui restent' }).click();
    await page.getByRole('heading', { level: 1, name: 'RIB' }).waitFor();
    expect(wallet().filter(({ name }) => name === 'RIB')).toHaveLength(1);
    await page.getByRole('link', { name: 'Tous les documents' }).click();
    await page.getByRole('link', { name: 'Ajouter un document' }).click();
    expect(await page.getByLabel('Nom du document').inputValue()).toBe('');
  });

  it('say why a file was not kept', async () => {
    const page = await open(inSpace(`documents/${wallet()[1]?.id}`));
    await page.getByRole('button', { name: 'Envoyer' }).click();
    await page.getByRole('alert').getByRole('link', { name: 'Choisissez un fichier.' }).waitFor();
    await page.getByLabel('Ajouter d’autres fichiers').setInputFiles([aFile('virus.pdf')]);
    await page.getByRole('button', { name: 'Envoyer' }).click();
    await page.getByText('« virus.pdf » n’a pas été gardé.').waitFor();
    await page.getByText('La vérification est terminée.').waitFor();
    expect(await page.getByText('L’envoi est fait').count()).toBe(0);
    await page.getByText('Ce fichier contient un logiciel malveillant.').waitFor();
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'J’ai lu le refus' }).click();
    await page.getByText('« virus.pdf » n’a pas été gardé.').waitFor({ state: 'detached' });
  });

  it('say plainly why a picture of one of their files is missing', async () => {
    const [card] = wallet();
    const [recto, verso] = card?.files ?? [];
    if (!card || !recto || !verso) throw new Error('no card');
    card.files = [
      { ...recto, name: 'panorama.jpg', type: 'image/jpeg', noPreview: 'too-large' },
      { ...verso, name: 'rayee.png', type: 'image/png', noPreview: 'unreadable' },
    ];
    const page = await open(inSpace(`documents/${card.id}`));
    await page.getByText('Pas d’aperçu : cette image a plus de 25 millions de pixels.').waitFor();
    await page.getByText('Pas d’aperçu : cette image n’a pas pu être lue.').waitFor();
    expect(await page.getByRole('button', { name: 'Télécharger « panorama.jpg »' }).isVisible()).toBe(true);
    expect(await troublesOf(page)).toEqual([]);
  });

  it('are renamed, deleted after a question, and had back from the bin', async () => {
    const page = await open(inSpace(`documents/${wallet()[0]?.id}`));
    await page.getByText('Renommer, changer la nature').click();
    await page.getByLabel('Nom du document').fill('Ma carte');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByRole('heading', { level: 1, name: 'Ma carte' }).waitFor();
    await page.getByRole('button', { name: 'Supprimer ce document' }).click();
    const cancel = page.getByRole('dialog').getByRole('button', { name: 'Annuler' });
    expect(await cancel.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.getByRole('dialog').getByRole('button', { name: 'Supprimer' }).click();
    await page.getByText('« Ma carte » est dans la corbeille jusqu’au 31 mars 2026.').waitFor();
    await page.getByRole('link', { name: 'Corbeille' }).click();
    await page.getByRole('button', { name: 'Récupérer « Ma carte »' }).waitFor();
    expect(await page.getByRole('link', { name: 'Mes documents' }).getAttribute('aria-current')).toBe('true');
    expect(await troublesOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Récupérer « Ma carte »' }).click();
    await page.getByText('« Ma carte » est récupéré.').waitFor();
    expect(wallet().map(({ name }) => name)).toContain('Ma carte');
  });
});
