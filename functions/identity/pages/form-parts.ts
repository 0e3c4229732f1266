import { type Html, html } from '../../shared/html.ts';

/** What a form was sent with and what is wrong with it, by field. */
export interface FormState {
  typed: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
}

export const untouched: FormState = { typed: {}, errors: {} };

export interface TextField {
  name: string;
  label: string;
  hint?: string;
  type: 'email' | 'password' | 'text';
  /** What browsers and password managers fill in (WCAG 1.3.5). */
  autocomplete: string;
  /** A keyboard of digits. */
  numeric?: boolean;
}

const describedBy = (name: string, hint: unknown, error: unknown): string | undefined =>
  [hint && `${name}-aide`, error && `${name}-erreur`].filter(Boolean).join(' ') || undefined;

/** A label, its hint, its error and its field. A password is never written into a page. */
export const textField = ({ typed, errors }: FormState, { name, label, hint, type, autocomplete, numeric = false }: TextField): Html => {
  const error = errors[name];
  const described = describedBy(name, hint, error);
  const value = type === 'password' ? undefined : typed[name];
  return html`<div class="${error ? 'field field-wrong' : 'field'}">
<label for="champ-${name}">${label}</label>
${hint && html`<p class="hint" id="${name}-aide">${hint}</p>`}
${error && html`<p class="field-error" id="${name}-erreur">${error}</p>`}
<input id="champ-${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" required${numeric && html` inputmode="numeric"`}${value && html` value="${value}"`}${described && html` aria-describedby="${described}"`}${error && html` aria-invalid="true"`}>
</div>`;
};

export interface CheckField {
  name: string;
  label: Html;
}

export const checkField = ({ typed, errors }: FormState, { name, label }: CheckField): Html => {
  const error = errors[name];
  return html`${error && html`<p class="field-error" id="${name}-erreur">${error}</p>`}
<div class="field field-check">
<input type="checkbox" id="champ-${name}" name="${name}" value="on" required${typed[name] === 'on' && html` checked`}${error && html` aria-describedby="${name}-erreur" aria-invalid="true"`}>
<label for="champ-${name}">${label}</label>
</div>`;
};

/** Above a form that could not be taken: each thing to mend, led to its field. */
export const failures = ({ errors }: FormState): Html | '' => {
  const found = Object.entries(errors);
  if (found.length === 0) return '';
  return html`<div class="failure" role="alert">
<p class="failure-title">${found.length === 1 ? 'Un point est à corriger' : `${found.length} points sont à corriger`}</p>
<ul>${found.map(([name, error]) => html`<li><a href="#champ-${name}">${error}</a></li>`)}</ul>
</div>`;
};

/** A page's title says that something is to be mended: it is the first thing that a screen reader says. */
export const titleOf = (title: string, { errors }: FormState): string => (Object.keys(errors).length > 0 ? `Erreur : ${title}` : title);
