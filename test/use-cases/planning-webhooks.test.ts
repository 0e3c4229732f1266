import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { onFicheDeclaredSignificant, onFicheRevised, type PlanDependencies } from '../../functions/webhooks/plan-deliveries.ts';
import { FicheId } from '../../schemas/fiche.ts';
import type { WebhookInterest } from '../../schemas/webhook.ts';
import { dying, Killed } from '../doubles/dying.ts';
import { aPartner } from '../doubles/partner.ts';
import { sendingWebhooks } from '../doubles/sending-webhooks.ts';
import { aTrail } from '../doubles/webhooks.ts';

const ref = { audience: 'particuliers' as const, ficheId: FicheId.parse('F265'), revision: 3 };
const announcement = {
  ...ref,
  title: 'Carte Vitale',
  changeNote: 'La carte existe sur téléphone.',
  urgent: false,
  passages: [
    { change: 'added' as const, part: 'body' as const, path: [], words: [{ change: 'added' as const, text: 'secret de passage' }] },
  ],
  morePassages: 0,
};
const told = () => ({ eventId: randomUUID(), correlationId: 'test', at: '2026-03-01T07:59:00Z' });
const THEME = 'N19811';

const planning = (change: Partial<PlanDependencies> = {}) => {
  const system = sendingWebhooks(aPartner().post);
  const facts = { ...ref, title: 'Carte Vitale', changeNote: null, compared: true, themeId: THEME };
  const reads: unknown[] = [];
  const dependencies: PlanDependencies = {
    endpoints: system.endpoints,
    deliveries: system.deliveries,
    readFacts: async (asked) => {
      reads.push(asked);
      return facts;
    },
    wake: system.dependencies.wake,
    clock: system.clock,
    log: system.dependencies.log,
    site: 'https://ville.test',
    ...change,
  };
  return { system, dependencies, reads, facts };
};

describe('an event, for partners', () => {
  it('is told thin, and with nothing that the site does not show', async () => {
    const { system, dependencies } = planning();
    const { id } = await system.partner();
    await onFicheDeclaredSignificant(dependencies)(announcement, told());
    const [delivery] = system.of(id);
    expect(JSON.parse(delivery?.body ?? '')).toEqual({
      type: 'fiche.significant',
      timestamp: '2026-03-01T07:59:00.000Z',
      data: {
        audience: 'particuliers',
        ficheId: 'F265',
        revision: 3,
        title: 'Carte Vitale',
        ficheAddress: 'https://ville.test/fiches/particuliers/F265.html',
        differenceAddress: 'https://ville.test/fiches/particuliers/F265/revisions/3.html',
        changeNote: 'La carte existe sur téléphone.',
      },
    });
    expect(system.calls).toEqual([{ id, seconds: 0 }]);
  });

  it('leads to no difference where there is none, and has a title of bounded length', async () => {
    const { system, dependencies, facts } = planning();
    const { id } = await system.partner();
    const first = { ...facts, compared: false, title: 'é'.repeat(5000) };
    await onFicheRevised({ ...dependencies, readFacts: async () => first })(ref, told());
    const [delivery] = system.of(id);
    expect(JSON.parse(delivery?.body ?? '')).toMatchObject({ type: 'fiche.revised', data: { differenceAddress: null, changeNote: null } });
    expect(Buffer.byteLength(delivery?.body ?? '')).toBeLessThan(20_000);
  });

  const interests: [WebhookInterest, { significant: boolean; revised: boolean }][] = [
    [{ events: 'every-revision' }, { significant: true, revised: true }],
    [{ events: 'significant' }, { significant: true, revised: false }],
    [
      { events: 'significant-of', audience: 'particuliers', themes: [] },
      { significant: true, revised: false },
    ],
    [
      { events: 'significant-of', audience: 'particuliers', themes: ['N1', THEME] },
      { significant: true, revised: false },
    ],
    [
      { events: 'significant-of', audience: 'particuliers', themes: ['N1'] },
      { significant: false, revised: false },
    ],
    [
      { events: 'significant-of', audience: 'associations', themes: [THEME] },
      { significant: false, revised: false },
    ],
  ];
  it.each(interests)('goes to who wants it: %j', async (interest, wants) => {
    const { system, dependencies } = planning();
    const { id } = await system.partner({ interest });
    await onFicheDeclaredSignificant(dependencies)(announcement, told());
    expect(system.of(id)).toHaveLength(wants.significant ? 1 : 0);
    await onFicheRevised(dependencies)(ref, told());
    expect(system.of(id).filter(({ type }) => type === 'fiche.revised')).toHaveLength(wants.revised ? 1 : 0);
  });

  it('costs no reading of the fiche when nobody wants it', async () => {
    const { system, dependencies, reads } = planning();
    await onFicheDeclaredSignificant(dependencies)(announcement, told());
    await system.partner({ interest: { events: 'significant' } });
    await onFicheRevised(dependencies)(ref, told());
    expect(reads).toEqual([]);
  });

  it('waits for a partner that is disabled, whose sender is not called', async () => {
    const { system, dependencies } = planning();
    const { id } = await system.partner();
    await system.endpoints.setDisabled(id, { reason: 'administrator', at: system.at(0) }, aTrail());
    await onFicheRevised(dependencies)(ref, told());
    expect(system.of(id)).toMatchObject([{ state: 'pending' }]);
    expect(system.calls).toEqual([]);
  });

  it('told again writes nothing twice, under the same id for every partner', async () => {
    const { system, dependencies } = planning();
    const partners = [await system.partner(), await system.partner()];
    const event = told();
    for (let time = 0; time < 3; time++) await onFicheDeclaredSignificant(dependencies)(announcement, event);
    const ids = partners.flatMap(({ id }) => system.of(id).map((delivery) => delivery.id));
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it.each(['before', 'after'] as const)(
    'reaches every partner when the planner was killed %s any of its steps and told again',
    async (moment) => {
      for (let nth = 1; ; nth++) {
        const { system, dependencies } = planning();
        const partners = await Promise.all(Array.from({ length: 13 }, () => system.partner()));
        const event = told();
        const { kill, seen } = dying({ ...dependencies }, nth, moment);
        const killed = onFicheRevised(kill(['endpoints', 'deliveries', 'readFacts', 'wake']))(ref, event);
        await killed.catch((error: unknown) => {
          if (!(error instanceof Killed)) throw error;
        });
        if (!seen.dead) break;
        await onFicheRevised(dependencies)(ref, event);
        for (const { id } of partners) expect(system.of(id), `step ${nth}`).toHaveLength(1);
        system.pass(60);
        expect((await system.schedule()).toSorted()).toEqual(partners.map(({ id }) => id).toSorted());
      }
    },
  );
});
