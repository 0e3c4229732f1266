import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publicKeys } from '../../../functions/identity/federation/decryption-keys.ts';
import { comesBack, long, newFlow, refusal, services } from '../../doubles/forgeries.ts';
import { startLookAlike } from '../../doubles/look-alike-server.ts';
import { encryptionKeyring, partyOf } from '../../doubles/relying-parties.ts';

type Flow = ReturnType<typeof newFlow>;

const edited = (address: URL, edit: (to: URL) => unknown): URL => {
  const copy = new URL(address);
  edit(copy);
  return copy;
};

/** The service itself made each of these answers; it is not the answer to what was asked. */
describe.each(services)('an answer of $name', ({ lookAlike, person }) => {
  let service: Awaited<ReturnType<typeof startLookAlike>>;
  beforeAll(async () => {
    service = await startLookAlike(lookAlike, () => publicKeys(encryptionKeyring));
  });
  afterAll(() => service.stop());

  const party = () => partyOf(lookAlike, service);
  const comeBack = (flow: Flow) => comesBack(lookAlike, service, flow, person);

  test('is not believed twice', async () => {
    const flow = newFlow();
    const came = await comeBack(flow);
    await party().redeem(came, flow);
    expect(await refusal(party().redeem(came, flow))).toBe('not-believed');
  });

  test.each<[string, (came: URL, flow: Flow) => [URL, Flow]]>([
    ['of another state', (came, flow) => [came, { ...flow, state: long() }]],
    ['of another nonce', (came, flow) => [came, { ...flow, nonce: long() }]],
    ['of another issuer', (came, flow) => [edited(came, (to) => to.searchParams.set('iss', 'https://ailleurs.exemple.fr')), flow]],
    ['that names no issuer', (came, flow) => [edited(came, (to) => to.searchParams.delete('iss')), flow]],
    ['without a state', (came, flow) => [edited(came, (to) => to.searchParams.delete('state')), flow]],
    ['with another code', (came, flow) => [edited(came, (to) => to.searchParams.set('code', long())), flow]],
    ['that came to another address', (came, flow) => [edited(came, (to) => Object.assign(to, { pathname: '/api/ailleurs' })), flow]],
    ['that is an error of the request', (came, flow) => [edited(came, (to) => to.searchParams.set('error', 'invalid_scope')), flow]],
  ])('is not believed when it is one %s', async (_what, mixUp) => {
    const flow = newFlow();
    expect(await refusal(party().redeem(...mixUp(await comeBack(flow), flow)))).toBe('not-believed');
  });

  test('is not believed at a level below those that are enough', async () => {
    const ways = [{ value: 'eidas1', label: 'Sans niveau', acr: 'eidas0', amr: [] }];
    const lowered = await startLookAlike({ ...lookAlike, ways }, () => publicKeys(encryptionKeyring));
    try {
      const flow = newFlow();
      const weak = partyOf(lookAlike, lowered);
      expect(await refusal(weak.redeem(await comesBack({ ...lookAlike, ways }, lowered, flow, person), flow))).toBe('not-believed');
    } finally {
      await lowered.stop();
    }
  });
});
