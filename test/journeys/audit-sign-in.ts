import { type Actor, waitFor } from '../../local/acting.ts';
import type { System } from '../../local/system.ts';
import type { AccountId } from '../../schemas/account.ts';
import { StaffPlace } from '../../schemas/staff.ts';
import { authenticator } from '../doubles/authenticator.ts';
import { cookieBrowser } from '../doubles/cookie-browser.ts';
import { codeAt } from '../doubles/factor-desk.ts';
import { challengeOn, secretOn } from '../doubles/factor-steps.ts';
import { chooseThere } from '../doubles/look-alike-server.ts';
import { siteSignIn } from '../doubles/site-sign-in.ts';

/** All that a person may do with what they sign in by, and one sign-in by a passkey alone. */
export const doEverythingWithFactors = async (system: System, person: Actor): Promise<void> => {
  const { secret } = await person.beginTotp({});
  await person.confirmTotp({ body: { code: codeAt(secret, new Date()) } });
  await person.makeRecoveryCodes({});
  const { id } = await person.readMyAccount({});
  const device = authenticator();
  const { challenge } = await person.readPasskeyOptions({});
  const passkey = device.create({ challenge, origin: system.address });
  const { factors } = await person.addPasskey({ body: { name: 'Téléphone', passkey } });
  const site = siteSignIn(system.address, cookieBrowser());
  const page = await site.begin();
  const handle = Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
  const used = JSON.stringify(device.get({ challenge: challengeOn(page.text), origin: system.address }, handle));
  await site.send(page, { passkey: used }, /action="([^"]+\/passkey)"/.exec(page.text)?.[1]);
  for (const { id: passkeyId } of factors.passkeys) {
    await person.renamePasskey({ params: { passkeyId }, body: { name: 'Ancien téléphone' } });
    await person.removePasskey({ params: { passkeyId } });
  }
  await person.removeTotp({});
};

const EMAIL = 'nadia.petit@exemple.fr';
const PASSWORD = 'Un-bon-secret-2026';

/** All that an administrator may do about who works here, and all that such a person does to come in; gives who that is. */
export const doEverythingWithStaff = async (system: System, administrator: Actor): Promise<AccountId> => {
  const place = StaffPlace.parse({ role: 'agent', service: 'etat-civil' });
  const { id: staffInvitationId } = await administrator.inviteStaff({ body: { email: 'personne@exemple.fr', place } });
  await administrator.sendStaffInvitationAgain({ params: { staffInvitationId } });
  await administrator.withdrawStaffInvitation({ params: { staffInvitationId } });
  await administrator.inviteStaff({ body: { email: EMAIL, place } });
  const link = await waitFor('the invitation', async () =>
    system.mailbox
      .messages({ to: EMAIL })
      .map(({ text = '' }) => /https?:\/\/\S+\/invitation\/[\w-]+/.exec(text)?.[0])
      .find((one) => one !== undefined),
  );
  await fetch(link, { method: 'POST', headers: { origin: system.address }, body: new URLSearchParams({ password: PASSWORD }) });
  const [member] = (await administrator.listStaff({ query: { q: EMAIL } })).items;
  if (!member) throw new Error('nobody joined');

  const comeIn = async () => {
    const browser = cookieBrowser();
    const site = siteSignIn(system.address, browser);
    const button = /href="([^"]+\/with\/proconnect)"/.exec((await site.begin()).text)?.[1] ?? '';
    const { location } = await browser.open(new URL(button, system.address));
    const back = await chooseThere(browser, location ?? '', { person: 'nadia-petit', way: 'eidas1' });
    return { site, page: await browser.follow(back.location ?? '') };
  };
  const first = await comeIn();
  const offered = await first.site.send(first.page, { way: 'begin-totp' });
  const secret = secretOn(offered.text);
  const codes = await first.site.send(offered, { way: 'totp', code: codeAt(secret, new Date()) });
  await first.site.send(codes, {});
  const second = await comeIn();
  await second.site.send(second.page, { way: 'totp', code: codeAt(secret, new Date(Date.now() + 30_000)) });

  const params = { accountId: member.accountId };
  await administrator.changeStaffPlace({ params, body: { role: 'editor' } });
  await administrator.suspendAccount({ params });
  await administrator.reinstateAccount({ params });
  return member.accountId;
};
