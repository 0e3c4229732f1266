import type { FactorNews } from '../../../schemas/factor.ts';
import { type Letter, letterOf } from '../../shared/letters/letter.ts';
import { OWNER } from '../letters/owner.ts';

const NOTHING_TO_DO = 'Si c’est vous, vous n’avez rien à faire.';

const happened: Record<FactorNews, { title: string; what: string }> = {
  'totp-added': {
    title: 'Une application d’authentification a été ajoutée',
    what: 'Une application d’authentification vient d’être ajoutée à votre compte Parvis : elle sert à se connecter.',
  },
  'totp-removed': {
    title: 'Votre application d’authentification a été retirée',
    what: 'L’application d’authentification de votre compte Parvis vient d’être retirée : ses codes ne servent plus.',
  },
  'passkey-added': {
    title: 'Une clé d’accès a été ajoutée',
    what: 'Une clé d’accès vient d’être ajoutée à votre compte Parvis : elle sert à se connecter.',
  },
  'passkey-removed': {
    title: 'Une clé d’accès a été retirée',
    what: 'Une clé d’accès de votre compte Parvis vient d’être retirée : elle ne sert plus à se connecter.',
  },
  'recovery-codes-made': {
    title: 'De nouveaux codes de secours ont été créés',
    what: 'Dix codes de secours viennent d’être créés pour votre compte Parvis. Les précédents ne servent plus.',
  },
  'recovery-code-used': {
    title: 'Un code de secours a été utilisé',
    what: 'Quelqu’un vient de se connecter à votre compte Parvis avec un code de secours. Ce code ne sert plus.',
  },
  'many-wrong-codes': {
    title: 'Quelqu’un connaît peut-être votre mot de passe',
    what: 'Votre mot de passe a été saisi, puis plusieurs codes faux à la suite. Personne n’est entré, mais changez votre mot de passe si ce n’est pas vous.',
  },
};

/** One letter for all that happened at once: the first news gives it its title. */
export const factorLetter = (news: readonly FactorNews[], site: string): Letter =>
  letterOf({
    title: happened[news[0] ?? 'totp-added'].title,
    paragraphs: ['Bonjour,', ...news.map((one) => happened[one].what), NOTHING_TO_DO],
    action: { label: 'Ce n’est pas moi : choisir un autre mot de passe', address: `${site}/api/identity/password` },
    afterwards: ['Ensuite, connectez-vous et retirez de votre compte les moyens de connexion que vous ne connaissez pas.'],
    why: OWNER,
  });
