import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type WalletWorld, walletWorld } from '../../doubles/wallet-world.ts';

describe('a document that expires', () => {
  let world: WalletWorld;
  beforeAll(async () => {
    world = await walletWorld();
  });
  afterAll(() => world.stop());
  const told = () => world.events('document.expiring');

  it('is told of 60 and 15 days before, once each however often the sweeper runs, and never once reminders are off', async () => {
    world.at('2026-01-01T08:00:00.000Z');
    const spaceId = await world.space();
    await world.document(spaceId, { name: 'Passeport', expiresOn: '2026-06-30' });
    await world.document(spaceId, { expiresOn: '2026-06-30', reminders: false });
    world.at('2026-05-01T06:59:59.000Z');
    await world.sweep();
    expect(await told()).toEqual([]);
    world.at('2026-05-01T07:00:00.000Z');
    await Promise.all([world.sweep(), world.sweep()]);
    await world.sweep();
    expect(await told()).toEqual([expect.objectContaining({ spaceId, expiresOn: '2026-06-30' })]);
    world.at('2026-06-15T07:00:00.000Z');
    await world.sweep();
    await world.sweep();
    expect(await told()).toHaveLength(2);
    expect(await world.feed(spaceId)).toEqual(['document.expiring', 'document.expiring']);
    world.at('2026-07-15T07:00:00.000Z');
    await world.sweep();
    expect(await told()).toHaveLength(2);
  });

  it('is told of once after a stop of ours that went over both days, and not at all once it has expired', async () => {
    world.at('2027-01-01T08:00:00.000Z');
    await world.document(await world.space(), { expiresOn: '2027-06-30' });
    await world.document(await world.space(), { expiresOn: '2027-04-30' });
    world.at('2027-06-20T07:00:00.000Z');
    await world.sweep();
    await world.sweep();
    const days = (await told()).map((event) => String(event['expiresOn']));
    expect(days.filter((day) => day.startsWith('2027'))).toEqual(['2027-06-30']);
  });
});
