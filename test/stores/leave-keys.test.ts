import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { leaveKeys } from '../../functions/alerts/store/leave-keys.ts';

const text = 'a random text of at least thirty-two characters';

const aSecret = (first: Record<string, string>) => {
  const secret = { value: JSON.stringify(first), reads: 0, now: 0 };
  const send = async () => {
    secret.reads++;
    if (!secret.value) throw new Error('secrets manager is away');
    return { SecretString: secret.value };
  };
  const keys = leaveKeys({ send } as unknown as SecretsManagerClient, 'leave-keys', () => new Date(secret.now));
  return { secret, keys };
};

describe('the keys of leave links', () => {
  it('are read once, however often they are asked for', async () => {
    const { secret, keys } = aSecret({ k1: text });
    await Promise.all([keys(), keys('k1'), keys()]);
    secret.now = 3_600_000;
    await keys('k1');
    expect(secret.reads).toBe(1);
  });

  it('are read again for a key made since, so that a fresh link works everywhere', async () => {
    const { secret, keys } = aSecret({ k1: text });
    await keys();
    secret.value = JSON.stringify({ k1: text, k2: text });
    secret.now = 60_000;
    expect((await keys('k2')).newest.id).toBe('k2');
    expect(secret.reads).toBe(2);
  });

  it('are not read at every forged link: once a minute at most', async () => {
    const { secret, keys } = aSecret({ k1: text });
    for (let second = 0; second < 120; second++) {
      secret.now = second * 1000;
      expect((await keys(`k${second + 2}`)).keys.size).toBe(1);
    }
    expect(secret.reads).toBe(2);
  });

  it('are asked for again after a failure', async () => {
    const { secret, keys } = aSecret({ k1: text });
    const good = secret.value;
    secret.value = '';
    await expect(keys()).rejects.toThrow('away');
    secret.value = good;
    expect((await keys()).newest.id).toBe('k1');
  });
});
