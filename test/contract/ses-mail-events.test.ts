import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMailEvent } from '../../functions/alerts/rules/mail-events.ts';
import { type MailService, startMailService } from '../doubles/mail-service.ts';

let service: MailService;
beforeEach(async () => {
  service = await startMailService();
});
afterEach(() => service.stop());

const told = () => service.events.map(({ event }) => event.eventType);
/** What our own functions understand of what was told. */
const understood = () => service.events.map(({ event }) => readMailEvent(JSON.stringify(event)));

describe('what the local mail service tells of a mail', () => {
  it.each([
    ['camille+bounce@exemple.fr', ['Bounce'], [{ told: 'bounced', sign: 'bounce', hurts: true }]],
    ['camille+soft@exemple.fr', ['Bounce'], [{ told: 'given-up', sign: 'failure' }]],
    [
      'camille+complaint@exemple.fr',
      ['Delivery', 'Complaint'],
      [{ told: 'delivered' }, { told: 'complained', sign: 'complaint', hurts: true }],
    ],
    ['camille+ooto@exemple.fr', ['Delivery', 'Bounce'], [{ told: 'delivered', slow: false }, { told: 'given-up' }]],
    ['ooto@simulator.amazonses.com', ['Delivery', 'Bounce'], [{ told: 'delivered' }, { told: 'given-up' }]],
    ['camille+delay@exemple.fr', ['DeliveryDelay', 'Delivery'], [{ sign: 'failure' }, { told: 'delivered', slow: true }]],
    ['camille@exemple.fr', ['Delivery'], [{ told: 'delivered', slow: false }]],
  ])('%s: %j, as our functions read it', async (address, types, meanings) => {
    await service.bulk([address]);
    expect(told()).toEqual(types);
    expect(understood()).toMatchObject(meanings);
  });

  it('spells the address its own way where it comes back, and as it was sent in the mail itself', async () => {
    await service.bulk(['Camille+bounce@Exemple.fr']);
    expect(service.events[0]?.event).toMatchObject({
      mail: { destination: ['Camille+bounce@Exemple.fr'] },
      bounce: { bouncedRecipients: [{ emailAddress: 'CAMILLE+BOUNCE@EXEMPLE.FR' }] },
    });
  });

  it('is chosen by a test for any address, and for as long as it wants', async () => {
    service.ses.mailbox.faults.fate = (address) => (address === 'amine@exemple.fr' ? 'bounced' : undefined);
    await service.bulk(['Amine@exemple.fr', 'lea@exemple.fr']);
    service.ses.mailbox.faults.fate = () => undefined;
    await service.bulk(['amine@exemple.fr']);
    expect(told()).toEqual(['Bounce', 'Delivery', 'Delivery']);
  });
});
