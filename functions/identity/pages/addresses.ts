import type { ShownPage } from '../../../schemas/routes/route.ts';
import { html, page } from '../../shared/html.ts';

/** Nothing here shows an address: a mail that was passed on must not give its first reader away. */
export const confirmAddressPage = (): string =>
  page(
    'Confirmer votre nouvelle adresse',
    html`<h1>Confirmer votre nouvelle adresse</h1>
<p>Vous vous connecterez désormais avec l’adresse électronique qui a reçu ce lien. Nous y enverrons aussi vos courriels.</p>
<p>Nous prévenons votre ancienne adresse, d’où le changement peut être annulé pendant sept jours.</p>
<form method="post">
<p class="actions"><button type="submit">Confirmer cette adresse</button></p>
</form>`,
  );

export const addressConfirmedPage = (): string =>
  page(
    'Votre adresse est changée',
    html`<h1>Votre adresse est changée</h1>
<p>Connectez-vous désormais avec votre nouvelle adresse électronique. Votre mot de passe reste le même.</p>
<p><a href="/mon-espace.html">Aller à mon compte</a></p>`,
  );

/** For a link that was used or has ended, and for an address that has another account meanwhile: which of them, it does not say. */
export const addressLinkGonePage = (): ShownPage => ({
  status: 404,
  page: page(
    'Ce lien ne sert plus',
    html`<h1>Ce lien ne sert plus</h1>
<p>Il a déjà servi, il a plus de 24 heures, ou cette adresse ne peut plus être utilisée. Votre adresse n’a pas changé.</p>
<p>Pour changer d’adresse, refaites la demande <a href="/mon-espace.html">depuis votre compte</a>.</p>`,
  ),
});

export const formerAddressPage = (): string =>
  page(
    'Reprendre votre ancienne adresse',
    html`<h1>Reprendre votre ancienne adresse</h1>
<p>L’adresse électronique de votre compte sera de nouveau celle qui a reçu ce lien.</p>
<p>Par sécurité, tous les appareils seront déconnectés et votre mot de passe ne servira plus : vous en choisirez un autre.</p>
<form method="post">
<p class="actions"><button type="submit">Reprendre cette adresse</button></p>
</form>`,
  );

export const formerAddressTakenPage = (): string =>
  page(
    'Votre ancienne adresse est rétablie',
    html`<h1>Votre ancienne adresse est rétablie</h1>
<p>Tous les appareils sont déconnectés : cela prend effet partout en moins de cinq minutes. Nous venons de vous envoyer un lien pour choisir un nouveau mot de passe : ouvrez-le dans l’heure.</p>
<p>S’il n’arrive pas, <a href="/api/identity/password">demandez-en un autre</a>.</p>`,
  );

export const undoLinkGonePage = (): ShownPage => ({
  status: 404,
  page: page(
    'Ce lien ne sert plus',
    html`<h1>Ce lien ne sert plus</h1>
<p>Il a déjà servi, ou le changement d’adresse date de plus de sept jours.</p>
<p>Si vous n’êtes pas à l’origine de ce changement, signalez-le à l’administration qui gère ce site.</p>`,
  ),
});
