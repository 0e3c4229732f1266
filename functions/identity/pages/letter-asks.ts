import type { ShownPage } from '../../../schemas/routes/route.ts';
import { html, page } from '../../shared/html.ts';
import type { CaptchaOffer } from '../captcha/captcha.ts';
import { captchaBlock, captchaUses } from '../captcha/captcha-block.ts';
import { PASSWORD_ELSEWHERE } from '../federation/places.ts';
import { type FormState, failures, textField, titleOf } from './form-parts.ts';

/** A page that asks for an address, to send a letter to it. */
export interface LetterAsk {
  title: string;
  opening: string;
  action: string;
}

export const activationAsk: LetterAsk = {
  title: 'Recevoir le courriel d’activation',
  opening:
    'Donnez l’adresse électronique de votre inscription. Nous y envoyons un nouveau lien d’activation, si elle attend d’être activée : c’est possible pendant un mois.',
  action: 'Recevoir le courriel',
};

export const passwordAsk: LetterAsk = {
  title: 'Mot de passe oublié',
  opening:
    'Donnez l’adresse électronique de votre compte. Si un compte l’utilise, nous y envoyons un lien pour choisir un nouveau mot de passe.',
  action: 'Recevoir le lien',
};

export const letterAskPage = ({ title, opening, action }: LetterAsk, state: FormState, offer: CaptchaOffer, status = 200): ShownPage => ({
  status,
  uses: captchaUses,
  page: page(
    titleOf(title, state),
    html`<h1>${title}</h1>
${failures(state)}
<p>${opening}</p>
<form method="post">
${textField(state, { name: 'email', label: 'Adresse électronique', type: 'email', autocomplete: 'email' })}
${captchaBlock(offer, state)}
<p class="actions"><button type="submit">${action}</button></p>
</form>`,
  ),
});

export const passwordSentPage = (): string =>
  page(
    'Consultez votre messagerie',
    html`<h1>Consultez votre messagerie</h1>
<p>Si un compte utilise cette adresse, un courriel vient de partir. Ouvrez le lien qu’il contient dans l’heure pour choisir un nouveau mot de passe.</p>
<h2>Le courriel n’arrive pas ?</h2>
<ul>
<li>Attendez quelques minutes, et regardez dans les courriers indésirables.</li>
<li>Vérifiez que l’adresse est celle de votre compte, puis <a href="/api/identity/password">demandez un nouveau lien</a>.</li>
<li>Si vous vous connectez avec FranceConnect, votre mot de passe <a href="${PASSWORD_ELSEWHERE}">se change chez votre fournisseur d’identité</a>.</li>
</ul>`,
  );
