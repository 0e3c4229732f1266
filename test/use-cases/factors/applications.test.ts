import { describe, expect, it } from 'vitest';
import { beginTotp } from '../../../functions/identity/factors/account/begin-totp.ts';
import { confirmTotp } from '../../../functions/identity/factors/account/confirm-totp.ts';
import { makeRecoveryCodes } from '../../../functions/identity/factors/account/make-recovery-codes.ts';
import { readMyFactors } from '../../../functions/identity/factors/account/read-my-factors.ts';
import { removeTotp } from '../../../functions/identity/factors/account/remove-totp.ts';
import { codeAt, factorDesk } from '../../doubles/factor-desk.ts';

const given = (role: 'citizen' | 'editor' = 'citizen') => {
  const desk = factorDesk(role);
  const { dependencies, context } = desk;
  return {
    ...desk,
    begin: () => beginTotp(dependencies)({}, context),
    confirm: (code: string) => confirmTotp(dependencies)({ body: { code } }, context),
    remove: () => removeTotp(dependencies)({}, context),
    make: () => makeRecoveryCodes(dependencies)({}, context),
    read: () => readMyFactors(dependencies)({}, { ...context, trail: undefined }),
  };
};
const kept = async ({ factors, accountId }: ReturnType<typeof given>) => JSON.stringify(await factors.find(accountId));

describe('setting up an authenticator application', () => {
  it('gives a code to scan, an address to follow and a secret to type', async () => {
    const { qrCode, address, secret, until } = await given().begin();
    expect(qrCode).toMatch(/^<svg [^]*<\/svg>\s*$/);
    expect(qrCode).not.toMatch(/script|href|style/i);
    expect(address).toContain(`secret=${secret}`);
    expect(until).toBe('2026-11-30T08:15:00.000Z');
  });

  it('is done with the first code: the person has it, and ten codes for the day on which it is lost', async () => {
    const scene = given();
    const { secret } = await scene.begin();
    expect((await scene.read()).totp).toBeNull();
    const { factors, recoveryCodes } = await scene.confirm(codeAt(secret, scene.now()));
    expect(factors).toMatchObject({ totp: { addedAt: '2026-11-30T08:00:00.000Z', lastUsedAt: null }, recoveryCodes: { left: 10 } });
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(scene.news()).toEqual(['totp-added', 'recovery-codes-made']);
  });

  it('keeps neither the secret nor a code where the table could give them away', async () => {
    const scene = given();
    const { secret, recoveryCodes } = await scene.withApplication();
    for (const text of [secret, ...(recoveryCodes ?? []), ...(recoveryCodes ?? []).map((code) => code.replaceAll('-', ''))])
      expect(await kept(scene)).not.toContain(text);
  });

  it('does not take a wrong code, and waits for the right one', async () => {
    const scene = given();
    const { secret } = await scene.begin();
    const right = codeAt(secret, scene.now());
    await expect(scene.confirm(right === '000000' ? '111111' : '000000')).rejects.toMatchObject({ kind: 'factor-code-wrong' });
    expect((await scene.confirm(right)).factors.totp).not.toBeNull();
  });

  it.each([
    ['that nobody began', async (_scene: ReturnType<typeof given>) => '123456'],
    [
      'that was begun more than fifteen minutes ago',
      async (scene: ReturnType<typeof given>) => {
        const { secret } = await scene.begin();
        scene.wait(901);
        return codeAt(secret, scene.now());
      },
    ],
    [
      'that is done',
      async (scene: ReturnType<typeof given>) => {
        const { secret } = await scene.withApplication();
        scene.wait(60);
        return codeAt(secret, scene.now());
      },
    ],
  ])('cannot end one %s', async (_which, codeOf) => {
    const scene = given();
    const code = await codeOf(scene);
    await expect(scene.confirm(code)).rejects.toMatchObject({ kind: 'totp-setup-gone' });
  });

  it('again replaces the one of before only once its code came, and keeps the recovery codes', async () => {
    const scene = given();
    const first = await scene.withApplication();
    const { secret } = await scene.begin();
    scene.wait(60);
    expect(await scene.show({ totp: codeAt(first.secret, scene.now()) })).toBe('totp');
    expect((await scene.confirm(codeAt(secret, scene.now()))).recoveryCodes).toBeNull();
    scene.wait(60);
    expect(await scene.show({ totp: codeAt(first.secret, scene.now()) })).toBeUndefined();
    expect(await scene.show({ totp: codeAt(secret, scene.now()) })).toBe('totp');
  });

  it('says in the history what was done, and from which device', async () => {
    const scene = given();
    await scene.withApplication();
    const [first, second] = scene.factors.told.flatMap(({ happenings }) => happenings);
    expect(first).toMatchObject({ kind: 'factor-added', by: { type: 'self' }, device: 'Firefox sur Linux' });
    expect(second).toMatchObject({ kind: 'recovery-codes-made' });
  });
});

describe('a code of an application', () => {
  it('is taken once, even by two at the same instant', async () => {
    const scene = given();
    const { secret } = await scene.withApplication();
    scene.wait(60);
    const code = codeAt(secret, scene.now());
    const proofs = await Promise.all([scene.show({ totp: code }), scene.show({ totp: code }), scene.show({ totp: code })]);
    expect(proofs.filter((proof) => proof === 'totp')).toHaveLength(1);
    expect(await scene.show({ totp: code })).toBeUndefined();
  });

  it('that set the application up signs nobody in', async () => {
    const scene = given();
    const { secret } = await scene.withApplication();
    expect(await scene.show({ totp: codeAt(secret, scene.now()) })).toBeUndefined();
  });

  it('of somebody without one is none', async () => {
    expect(await given().show({ totp: '123456' })).toBeUndefined();
  });
});

describe('taking an application away', () => {
  it('leaves a citizen with their password, and no codes that would stand for it', async () => {
    const scene = given();
    await scene.withApplication();
    expect((await scene.remove()).factors).toMatchObject({ required: false, totp: null, recoveryCodes: null });
    expect(scene.news().at(-1)).toBe('totp-removed');
    await expect(scene.remove()).rejects.toMatchObject({ kind: 'totp-not-found' });
  });

  it('is refused to staff who have nothing else, and done once they have', async () => {
    const scene = given('editor');
    await scene.withApplication();
    await expect(scene.remove()).rejects.toMatchObject({ kind: 'last-factor' });
    await scene.withPasskey();
    expect((await scene.remove()).factors).toMatchObject({ required: true, totp: null, recoveryCodes: { left: 10 } });
  });
});

describe('recovery codes', () => {
  it('serve once each, however they are typed, and say so by mail', async () => {
    const scene = given();
    const { recoveryCodes } = await scene.withApplication();
    const [code = ''] = recoveryCodes ?? [];
    expect(await scene.show({ recoveryCode: code.replaceAll('-', '') })).toBe('recovery-code');
    expect(await scene.show({ recoveryCode: code.replaceAll('-', '') })).toBeUndefined();
    expect((await scene.read()).recoveryCodes?.left).toBe(9);
    expect(scene.news().at(-1)).toBe('recovery-code-used');
  });

  it('made anew are ten others, and those of before are worth nothing', async () => {
    const scene = given();
    const before = (await scene.withApplication()).recoveryCodes ?? [];
    const { recoveryCodes } = await scene.make();
    expect((recoveryCodes ?? []).filter((code) => before.includes(code))).toEqual([]);
    expect(await scene.show({ recoveryCode: (before[0] ?? '').replaceAll('-', '') })).toBeUndefined();
    expect(await scene.show({ recoveryCode: (recoveryCodes?.[9] ?? '').replaceAll('-', '') })).toBe('recovery-code');
  });

  it('of somebody else are none', async () => {
    const other = (await given().withApplication()).recoveryCodes ?? [];
    const scene = given();
    await scene.withApplication();
    expect(await scene.show({ recoveryCode: (other[0] ?? '').replaceAll('-', '') })).toBeUndefined();
  });

  it('are not made for who has nothing that could be lost', async () => {
    await expect(given().make()).rejects.toMatchObject({ kind: 'no-factor' });
  });
});
