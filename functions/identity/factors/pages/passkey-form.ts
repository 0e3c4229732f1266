import { type Html, html } from '../../../shared/html.ts';

export interface PasskeyForm {
  /** Where its answer goes. */
  action: string;
  /** `get` uses one, `create` makes one. */
  does: 'get' | 'create';
  /** What the browser is given. */
  options: object;
  button: string;
  /** What stands above the button. */
  before?: Html;
}

/** What a page with such a form must be allowed to load. */
export const passkeyUses = ['scripts'] as const;

/** Shown by its script alone, for nothing of it works without: a page that has it always has another way beside it. */
export const passkeyForm = ({ action, does, options, button, before }: PasskeyForm): Html =>
  html`<form method="post" action="${action}" data-passkey="${does}" data-options="${JSON.stringify(options)}" hidden>
${before}
<input type="hidden" name="way" value="passkey">
<input type="hidden" name="passkey" value="">
<p class="actions"><button type="submit">${button}</button></p>
<p class="passkey-state" role="status"></p>
</form>`;

export const passkeyScript: Html = html`<script src="/assets/passkey.js" defer></script>`;
