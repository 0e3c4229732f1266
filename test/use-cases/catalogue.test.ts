import { describe, expect, it } from 'vitest';
import { listThemes } from '../../functions/fiches/list-themes.ts';
import { rebuildCatalogue } from '../../functions/fiches/rebuild-catalogue.ts';
import { searchReader } from '../../functions/fiches/search/search-reader.ts';
import { searchFiches } from '../../functions/fiches/search-fiches.ts';
import type { StoredFiche } from '../../functions/fiches/store/fiche-store.ts';
import { SEARCH_KEY } from '../../schemas/search.ts';
import { catalogueInMemory } from '../doubles/catalogue-in-memory.ts';
import { anybodyContext } from '../doubles/context.ts';
import { objectsInMemory } from '../doubles/objects-in-memory.ts';
import { aStoredFiche } from '../doubles/stored-fiche.ts';

const famille = { id: 'N19805', title: 'Famille' };
const ecole = { id: 'N19804', title: 'École' };
const reader = anybodyContext();

/** A site whose clock moves only when somebody waits. */
const aSite = (...fiches: StoredFiche[]) => {
  const catalogue = catalogueInMemory(...fiches);
  const site = objectsInMemory();
  const clock = { now: Date.parse('2026-03-01T08:00:00.000Z') };
  const builder = {
    store: catalogue.store,
    site,
    clock: () => new Date(clock.now),
    log: () => undefined,
    wait: async (milliseconds: number) => {
      clock.now += milliseconds;
    },
  };
  const readSearch = searchReader({ site, clock: builder.clock });
  const find = async (q: string): Promise<string[]> => {
    clock.now += 5_000;
    const { items } = await searchFiches({ readSearch })({ query: { q, limit: 20 } }, reader);
    return items.map(({ ficheId }) => ficheId);
  };
  const page = (key: string): string => site.kept.get(key)?.body ?? '';
  return {
    catalogue,
    site,
    clock,
    builder,
    readSearch,
    find,
    page,
    rebuild: rebuildCatalogue(builder),
    now: () => builder.clock().toISOString(),
  };
};

describe('a catalogue that follows the fiches', () => {
  it('finds, counts and lists what is live', async () => {
    const site = aSite(
      aStoredFiche('F2', { title: 'Bourse des collèges', theme: ecole }),
      aStoredFiche('F1', { title: 'Aide à la rentrée', theme: famille }),
      aStoredFiche('R3', { title: 'Formulaire de bourse', theme: ecole, kind: 'service' }),
      aStoredFiche('F4', { title: 'Sans thème', theme: null }),
      aStoredFiche('F5', { title: 'Thème au nom impossible', theme: { id: '../index', title: 'Piège' } }),
      { ...aStoredFiche('F6', { title: 'Bourse supprimée', theme: ecole }), status: 'removed' },
    );
    await site.rebuild([site.now()]);
    expect(await site.find('bourse')).toEqual(['F2', 'R3']);
    const { items } = await listThemes({ readSearch: site.readSearch })({ query: {} }, reader);
    expect(items.map(({ title, fiches }) => `${title} ${fiches}`)).toEqual(['École 1', 'Famille 1', 'Autres sujets 2']);
    expect((await listThemes({ readSearch: site.readSearch })({ query: { audience: 'associations' } }, reader)).items).toEqual([]);
    expect([...site.site.kept.keys()].toSorted()).toEqual([
      'index.html',
      SEARCH_KEY,
      'themes/particuliers/N19804.html',
      'themes/particuliers/N19805.html',
      'themes/particuliers/autres.html',
    ]);
    expect(site.page('index.html')).toContain('href="/themes/particuliers/N19804.html"');
    expect(site.page('themes/particuliers/N19804.html')).toMatch(
      /Fiches<.*Bourse des collèges.*Formulaires et services.*Formulaire de bourse/s,
    );
  });

  it('is rebuilt once for a batch, and not again for events that it already holds', async () => {
    const site = aSite(aStoredFiche('F1'));
    const before = site.now();
    await site.rebuild([before, before, before]);
    await site.rebuild([before]);
    expect(site.catalogue.reads.all).toBe(1);
    site.clock.now += 10_000;
    await site.rebuild([before, site.now()]);
    expect(site.catalogue.reads.all).toBe(2);
  });

  it('waits until the lists of the table hold the latest event', async () => {
    const site = aSite(aStoredFiche('F1'));
    const at = site.now();
    await site.rebuild([at]);
    expect(site.clock.now - Date.parse(at)).toBeGreaterThan(1_000);
  });

  it('says on the page of a theme that it has no fiche left', async () => {
    const site = aSite(aStoredFiche('F1', { theme: famille }), aStoredFiche('F2', { theme: ecole }));
    await site.rebuild([site.now()]);
    site.catalogue.fiches.pop();
    site.clock.now += 10_000;
    await site.rebuild([site.now()]);
    expect(site.page('themes/particuliers/N19804.html')).toContain('n’a plus de fiche');
    expect(site.page('index.html')).not.toContain('N19804');
  });

  it('is built again when another rebuild was faster, so that its own older pages do not stay', async () => {
    const site = aSite(aStoredFiche('F1', { title: 'Avant' }));
    let disturbed = false;
    const replace: typeof site.site.replace = async (key, object, read) => {
      if (!disturbed) {
        disturbed = true;
        site.catalogue.fiches[0] = aStoredFiche('F1', { title: 'Après' });
        await site.site.write(key, { ...object, body: object.body.replace('"themes":[', '"themes": [') });
      }
      return site.site.replace(key, object, read);
    };
    await rebuildCatalogue({ ...site.builder, site: { ...site.site, replace } })([site.now()]);
    expect(site.page('themes/particuliers/N19805.html')).toContain('Après');
    expect(await site.find('apres')).toEqual(['F1']);
  });

  it('fails, to be told again, when it never gets the last word', async () => {
    const site = aSite(aStoredFiche('F1'));
    const replace = async () => false;
    await expect(rebuildCatalogue({ ...site.builder, site: { ...site.site, replace } })([site.now()])).rejects.toThrow('faster');
  });
});

describe('the search of the API', () => {
  it('finds nothing, without an error, before anything was imported', async () => {
    const site = aSite();
    expect(await site.find('bourse')).toEqual([]);
    expect((await listThemes({ readSearch: site.readSearch })({ query: {} }, reader)).items).toEqual([]);
  });

  it('looks for a new index every few seconds, and fetches it only when it has changed', async () => {
    const site = aSite(aStoredFiche('F1', { title: 'Bourse' }));
    await site.rebuild([site.now()]);
    const asked = site.site.reads;
    await site.readSearch();
    for (let second = 0; second < 12; second++) {
      site.clock.now += 1_000;
      await site.readSearch();
    }
    expect(site.site.reads - asked).toBe(1);
    site.catalogue.fiches.push(aStoredFiche('F2', { title: 'Bourse nouvelle' }));
    await site.rebuild([site.now()]);
    expect(await site.find('nouvelle')).toEqual(['F2']);
  });
});
