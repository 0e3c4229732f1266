import { type Letter, letterOf } from '../../shared/letters/letter.ts';
import { OWNER } from './owner.ts';

/** A link of ours, whole. */
type Address = string;

const NOT_YOU = 'Si vous n’avez rien demandé, ne faites rien : rien ne change, et personne n’a accès à votre messagerie ni à un compte.';
const SIGNED_UP = 'Vous recevez ce message parce que cette adresse a été donnée pour créer un compte Parvis.';

export const activationLetter = (address: Address): Letter =>
  letterOf({
    title: 'Activez votre compte Parvis',
    paragraphs: [
      'Bonjour,',
      'Il ne manque qu’une étape pour que votre compte soit prêt : ouvrez ce lien, puis saisissez le mot de passe que vous avez choisi.',
    ],
    action: { label: 'Activer mon compte', address },
    afterwards: ['Ce lien sert une fois, pendant 24 heures. Vous pourrez en demander un autre pendant un mois.', NOT_YOU],
    why: SIGNED_UP,
  });

export const hasAccountLetter = (site: Address): Letter =>
  letterOf({
    title: 'Vous avez déjà un compte Parvis',
    paragraphs: [
      'Bonjour,',
      'Une inscription vient d’être faite avec cette adresse, mais elle a déjà un compte. Aucun autre n’a été créé : connectez-vous.',
    ],
    action: { label: 'Me connecter', address: `${site}/mon-espace.html` },
    afterwards: [
      `Si vous avez oublié votre mot de passe, choisissez-en un autre : ${site}/api/identity/password`,
      'Si ce n’est pas vous, ne faites rien : votre compte n’a pas changé.',
    ],
    why: OWNER,
  });

export const openingLetter = (address: Address): Letter =>
  letterOf({
    title: 'Ouvrez votre compte Parvis',
    paragraphs: [
      'Bonjour,',
      'Un compte Parvis a été demandé avec FranceConnect et cette adresse. Il ne manque qu’une étape : ouvrez ce lien, puis connectez-vous à FranceConnect une dernière fois.',
    ],
    action: { label: 'Ouvrir mon compte', address },
    afterwards: ['Ce lien sert une fois, pendant 24 heures.', NOT_YOU],
    why: SIGNED_UP,
  });

export const linkYoursLetter = (site: Address): Letter =>
  letterOf({
    title: 'Vous avez déjà un compte Parvis',
    paragraphs: [
      'Bonjour,',
      'Un compte vient d’être demandé avec FranceConnect et cette adresse, qui a déjà le sien. Aucun autre n’a été ouvert.',
      'Pour entrer aussi avec FranceConnect, connectez-vous avec votre mot de passe, puis choisissez « Lier mon compte à FranceConnect » dans votre espace.',
    ],
    action: { label: 'Aller à mon espace', address: `${site}/mon-espace.html` },
    afterwards: ['Si ce n’est pas vous, ne faites rien : votre compte n’a pas changé.'],
    why: OWNER,
  });

export const newPasswordLetter = (address: Address): Letter =>
  letterOf({
    title: 'Choisissez un nouveau mot de passe',
    paragraphs: ['Bonjour,', 'Vous avez demandé à choisir un nouveau mot de passe pour votre compte Parvis. Ouvrez ce lien pour le faire.'],
    action: { label: 'Choisir un mot de passe', address },
    afterwards: [
      'Ce lien sert une fois, pendant une heure.',
      'Si vous n’avez rien demandé, ne faites rien : votre mot de passe reste le même.',
    ],
    why: OWNER,
  });

export const elsewhereLetter = (address: Address): Letter =>
  letterOf({
    title: 'Votre compte n’a pas de mot de passe Parvis',
    paragraphs: [
      'Bonjour,',
      'Vous avez demandé à choisir un nouveau mot de passe, mais vous vous connectez à Parvis avec FranceConnect ou ProConnect : Parvis n’a pas de mot de passe à changer.',
      'Pour en changer, adressez-vous à votre fournisseur d’identité, par exemple impots.gouv.fr, ameli.fr ou L’Identité Numérique La Poste.',
    ],
    action: { label: 'Choisir aussi un mot de passe Parvis', address },
    afterwards: [
      'Avec ce lien, vous pouvez choisir un mot de passe pour vous connecter aussi sans eux. Il sert une fois, pendant une heure.',
      'Si vous n’avez rien demandé, ne faites rien : rien ne change.',
    ],
    why: OWNER,
  });

export const passwordChangedLetter = (site: Address): Letter =>
  letterOf({
    title: 'Votre mot de passe a été changé',
    paragraphs: [
      'Bonjour,',
      'Le mot de passe de votre compte Parvis vient d’être changé, et les autres appareils ont été déconnectés.',
      'Si c’est vous, vous n’avez rien à faire.',
    ],
    action: { label: 'Ce n’est pas moi : choisir un autre mot de passe', address: `${site}/api/identity/password` },
    why: OWNER,
  });

export const confirmAddressLetter = (address: Address): Letter =>
  letterOf({
    title: 'Confirmez votre nouvelle adresse',
    paragraphs: [
      'Bonjour,',
      'Vous avez demandé que cette adresse devienne celle de votre compte Parvis. Ouvrez ce lien pour le confirmer.',
    ],
    action: { label: 'Confirmer cette adresse', address },
    afterwards: ['Ce lien sert une fois, pendant 24 heures.', NOT_YOU],
    why: 'Vous recevez ce message parce que cette adresse a été donnée pour un compte Parvis.',
  });

export const addressTakenLetter = (site: Address): Letter =>
  letterOf({
    title: 'Cette adresse a déjà un compte Parvis',
    paragraphs: [
      'Bonjour,',
      'Quelqu’un a demandé que cette adresse devienne celle d’un autre compte. Elle a déjà le sien : rien n’a été changé.',
      'Si c’est vous et que vous voulez garder un seul compte, supprimez d’abord l’un des deux.',
    ],
    action: { label: 'Me connecter', address: `${site}/mon-espace.html` },
    why: OWNER,
  });

export const addressChangedLetter = (address: Address): Letter =>
  letterOf({
    title: 'L’adresse de votre compte a été changée',
    paragraphs: [
      'Bonjour,',
      'Votre compte Parvis a maintenant une autre adresse électronique : il ne s’ouvre plus avec celle-ci.',
      'Si c’est vous, vous n’avez rien à faire. Sinon, reprenez votre compte avec ce lien.',
    ],
    action: { label: 'Ce n’est pas moi : reprendre mon compte', address },
    afterwards: ['Ce lien sert une fois, pendant sept jours.'],
    why: 'Vous recevez ce message parce que cette adresse était celle de votre compte Parvis.',
  });
