import { type Html, html, raw } from '../../shared/html.ts';
import { type FormState, textField } from '../pages/form-parts.ts';
import type { CaptchaOffer } from './captcha.ts';

/** What a page with this block must be allowed to load. */
export const captchaUses = ['scripts', 'images', 'sounds'] as const;

/** The block's own error has no field of its own until a code is asked for. */
const errorOf = ({ errors }: FormState): Html | '' =>
  errors['captcha'] ? html`<p class="field-error" id="captcha-erreur">${errors['captcha']}</p>` : '';

const withCode = (state: FormState, { challenge, image, sound }: NonNullable<CaptchaOffer['code']>): Html =>
  html`<p>Recopiez les six chiffres de l’image, ou écoutez-les.</p>
<p><img src="${raw(image)}" width="296" height="90" alt="Image de six chiffres. Si vous ne la voyez pas, écoutez l’enregistrement qui suit."></p>
<p><audio controls preload="auto" src="${raw(sound)}">Votre navigateur ne lit pas ce son.</audio></p>
<p><a href="${raw(sound)}" download="code.wav">Télécharger l’enregistrement</a></p>
<input type="hidden" name="challenge" value="${challenge}">
${textField({ typed: {}, errors: state.errors }, { name: 'code', label: 'Code de six chiffres', type: 'text', autocomplete: 'off', numeric: true })}
<p><a href="?code=1">Avoir un autre code</a> (ce que vous avez écrit dans la page sera à saisir à nouveau)</p>`;

const withoutCode = (): Html =>
  html`<div class="captcha-script" hidden>
<p class="captcha-state" role="status">Vérification en cours : votre navigateur fait un court calcul.</p>
</div>
<noscript><p>Votre navigateur n’exécute pas de script : demandez un code.</p></noscript>
<p><a href="?code=1">Recevoir plutôt un code à recopier ou à écouter</a></p>`;

/**
 * Asks for proof of a person, in a group of its own. With a script nothing is to be done: the browser works and fills the hidden field. Without,
 * or by choice, there is a code to read or to hear. Nothing leaves our own site.
 */
export const captchaBlock = (offer: CaptchaOffer, state: FormState): Html =>
  html`<fieldset id="champ-captcha" class="${state.errors['captcha'] ? 'captcha field-wrong' : 'captcha'}" data-work="${offer.work}"${state.errors['captcha'] && html` aria-describedby="captcha-erreur"`}>
<legend>Vérification contre les robots</legend>
${errorOf(state)}
${offer.code ? withCode(state, offer.code) : withoutCode()}
<input type="hidden" name="altcha" value="">
</fieldset>
${!offer.code && html`<script src="/assets/captcha.js" defer></script>`}`;
