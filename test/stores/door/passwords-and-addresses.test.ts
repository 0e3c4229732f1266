import { describe, expect, it } from 'vitest';
import { hashAddress } from '../../../functions/shared/address.ts';
import { accountReader } from '../../../functions/shared/store/accounts.ts';
import type { AccountId } from '../../../schemas/account.ts';
import { PASSWORD, someone, standingDoor } from '../../doubles/standing-door.ts';

const OTHER = 'Rouge-cerise-17';
const { dynamo, door } = standingDoor();
/** As the delivery of alerts, digests and letters reads it at each mail. */
const whereAlertsGo = async (accountId: AccountId) =>
  (await accountReader(dynamo().client, dynamo().tables.accounts).contactsOf([accountId])).get(accountId)?.email;
const forget = async (email: string) => door().send('forgetPassword', { email, ...(await door().work()) });

describe('a forgotten password', () => {
  it('is chosen anew by a link that works once and for an hour, and its owner is told', async () => {
    const email = someone();
    const accountId = await door().citizen(email, PASSWORD);
    await forget(email);
    await door().deliver({ twice: true });
    const { token, purpose } = door().letterTo(email);
    expect(purpose).toBe('password');
    expect((await door().follow('showNewPasswordPage', token)).statusCode).toBe(200);
    expect((await door().follow('choosePassword', token, { password: 'Azerty123' })).body).toContain('trop courant');
    expect((await door().follow('choosePassword', token, { password: OTHER })).body).toContain('est enregistré');
    expect((await door().follow('choosePassword', token, { password: 'Jaune-citron-3' })).statusCode).toBe(404);
    expect(await door().signIn(email, PASSWORD)).toEqual({ outcome: 'refused' });
    expect(await door().signIn(email, OTHER)).toMatchObject({ outcome: 'accepted', accountId });
    await door().deliver();
    expect(door().letterTo(email).subject).toBe('Votre mot de passe a été changé');
    expect(await door().history(accountId)).toContain('password-changed');
  });

  it('makes every other link void once it is chosen, and a link does nothing else than its own purpose', async () => {
    const email = someone();
    await door().citizen(email, PASSWORD);
    await forget(email);
    await door().deliver();
    const first = door().letterTo(email).token;
    await forget(email);
    await door().deliver();
    const second = door().letterTo(email).token;
    door().wait(0.01);
    expect((await door().follow('activateAccount', second, { password: PASSWORD })).statusCode).toBe(404);
    expect((await door().follow('takeFormerAddress', second, {})).statusCode).toBe(404);
    expect((await door().follow('choosePassword', second, { password: OTHER })).statusCode).toBe(200);
    expect((await door().follow('choosePassword', first, { password: 'Jaune-citron-3' })).statusCode).toBe(404);
  });

  it('after more than an hour asks for another link', async () => {
    const email = someone();
    await door().citizen(email, PASSWORD);
    await forget(email);
    await door().deliver();
    door().wait(1.01);
    expect((await door().follow('showNewPasswordPage', door().letterTo(email).token)).statusCode).toBe(404);
  });

  it('of a sign-up that waits activates it with the new one', async () => {
    const email = someone();
    await door().signUp(email, PASSWORD);
    await door().deliver();
    await forget(email);
    await door().deliver();
    await door().follow('choosePassword', door().letterTo(email).token, { password: OTHER });
    expect(await door().signIn(email, OTHER)).toMatchObject({ outcome: 'accepted' });
  });

  it('of an address without account sends nothing', async () => {
    const email = someone();
    expect((await forget(email)).headers['location']).toBe('/api/identity/password/sent');
    await door().deliver();
    expect(door().letterTo(email).subject).toBeUndefined();
  });
});

describe('who is signed in', () => {
  it('changes their password with the old one alone, and is told by mail', async () => {
    const email = someone();
    const accountId = await door().citizen(email, PASSWORD);
    await expect(door().changePassword(accountId, OTHER, 'Jaune-citron-3')).rejects.toMatchObject({ kind: 'password-wrong' });
    await expect(door().changePassword(accountId, PASSWORD, 'Azerty123')).rejects.toMatchObject({ kind: 'password-common' });
    await door().changePassword(accountId, PASSWORD, OTHER);
    expect(await door().signIn(email, OTHER)).toMatchObject({ outcome: 'accepted' });
    const told = await door().deliver();
    expect(told.map(({ type }) => type)).toContain('account.password-changed');
    expect(door().letterTo(email).subject).toBe('Votre mot de passe a été changé');
  });

  it('is slowed down when they guess at the old one', async () => {
    const accountId = await door().citizen(someone(), PASSWORD);
    for (let tries = 0; tries < 6; tries++)
      await expect(door().changePassword(accountId, OTHER, PASSWORD)).rejects.toMatchObject({ kind: 'password-wrong' });
    await expect(door().changePassword(accountId, OTHER, PASSWORD)).rejects.toMatchObject({ kind: 'too-many-attempts' });
  });

  it('changes their address once the new one has answered; the old one is told, and may undo it for seven days', async () => {
    const [email, next] = [someone(), someone()];
    const accountId = await door().citizen(email, PASSWORD);
    await expect(door().askAddressChange(accountId, next, OTHER)).rejects.toMatchObject({ kind: 'password-wrong' });
    await expect(door().askAddressChange(accountId, email.toUpperCase(), PASSWORD)).rejects.toMatchObject({ kind: 'address-unchanged' });
    await door().askAddressChange(accountId, next, PASSWORD);
    await door().deliver({ twice: true });
    expect(await door().signIn(email, PASSWORD)).toMatchObject({ outcome: 'accepted' });
    expect(await whereAlertsGo(accountId), 'before the new address has answered').toBe(email);
    const { token } = door().letterTo(next);
    expect((await door().follow('showNewAddressPage', token)).body).toContain('Confirmer cette adresse');
    expect((await door().follow('confirmAddress', token, {})).body).toContain('Votre adresse est changée');
    expect((await door().follow('confirmAddress', token, {})).statusCode).toBe(404);
    expect(await door().signIn(email, PASSWORD)).toEqual({ outcome: 'refused' });
    expect(await door().signIn(next, PASSWORD)).toMatchObject({ outcome: 'accepted', accountId });
    expect(await whereAlertsGo(accountId)).toBe(next);

    await door().deliver();
    const undo = door().letterTo(email);
    expect([undo.purpose, undo.subject]).toEqual(['address-undo', 'L’adresse de votre compte a été changée']);
    // As long as it can be undone, nobody else gets the old address.
    await door().signUp(email, OTHER);
    await door().deliver();
    await door().follow('activateAccount', door().letterTo(email).token, { password: OTHER });
    expect((await door().item('accounts', { pk: `email#${hashAddress(email)}` }))?.['accountId']).toBe(accountId);

    expect((await door().follow('showFormerAddressPage', undo.token)).body).toContain('Reprendre cette adresse');
    expect((await door().follow('takeFormerAddress', undo.token, {})).body).toContain('est rétablie');
    expect((await door().follow('takeFormerAddress', undo.token, {})).statusCode).toBe(404);
    expect(await whereAlertsGo(accountId)).toBe(email);
    expect(await door().signIn(next, PASSWORD)).toEqual({ outcome: 'refused' });
    expect(await door().signIn(email, PASSWORD)).toEqual({ outcome: 'refused' });
    await door().deliver();
    await door().follow('choosePassword', door().letterTo(email).token, { password: 'Jaune-citron-3' });
    expect(await door().signIn(email, 'Jaune-citron-3')).toMatchObject({ outcome: 'accepted', accountId });
    expect(await door().history(accountId)).toEqual(
      expect.arrayContaining(['address-change-asked', 'address-changed', 'address-change-undone']),
    );
  });

  it('gets the account back from who changed it twice, and those changes are void', async () => {
    const [email, stolen, further] = [someone(), someone(), someone()];
    const accountId = await door().citizen(email, PASSWORD);
    for (const [from, to] of [
      [email, stolen],
      [stolen, further],
    ] as const) {
      await door().askAddressChange(accountId, to, PASSWORD);
      await door().deliver();
      await door().follow('confirmAddress', door().letterTo(to).token, {});
      await door().deliver();
      expect(door().letterTo(from).purpose).toBe('address-undo');
    }
    const thief = door().letterTo(stolen).token;
    expect((await door().follow('takeFormerAddress', door().letterTo(email).token, {})).statusCode).toBe(200);
    expect((await door().follow('takeFormerAddress', thief, {})).statusCode).toBe(404);
    expect((await door().item('accounts', { pk: accountId }))?.['email']).toBe(email);
    for (const free of [stolen, further]) expect(await door().item('accounts', { pk: `email#${hashAddress(free)}` })).toBeUndefined();
  });

  it('loses the old address for good after seven days, and somebody else may have it', async () => {
    const [email, next] = [someone(), someone()];
    const accountId = await door().citizen(email, PASSWORD);
    await door().askAddressChange(accountId, next, PASSWORD);
    await door().deliver();
    await door().follow('confirmAddress', door().letterTo(next).token, {});
    await door().deliver();
    const undo = door().letterTo(email).token;
    door().wait(7 * 24 + 1);
    await door().purge();
    expect((await door().follow('takeFormerAddress', undo, {})).statusCode).toBe(404);
    expect(await door().item('accounts', { pk: `email#${hashAddress(email)}` })).toBeUndefined();
    expect(await door().citizen(email, OTHER)).not.toBe(accountId);
    expect(await door().signIn(next, PASSWORD)).toMatchObject({ outcome: 'accepted', accountId });
  });

  it('who asks for the address of somebody else hears nothing of it: only that mailbox does', async () => {
    const [email, taken] = [someone(), someone()];
    const accountId = await door().citizen(email, PASSWORD);
    await door().citizen(taken, PASSWORD);
    await door().askAddressChange(accountId, taken, PASSWORD);
    await door().deliver();
    expect(door().letterTo(taken)).toMatchObject({ subject: 'Cette adresse a déjà un compte Parvis', token: '' });
  });
});
