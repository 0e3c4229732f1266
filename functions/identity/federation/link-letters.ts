import { type IdentityNews, type StateProvider, stateProviderNames } from '../../../schemas/federation.ts';
import { type Letter, letterOf } from '../../shared/letters/letter.ts';
import { OWNER } from '../letters/owner.ts';

interface Words {
  title: string;
  what: string;
  /** What to do for who did not do this: choose a password, and then… */
  password: string;
  next: string;
}

const ANOTHER = 'un autre mot de passe';
const REMOVE = 'Ensuite, connectez-vous et supprimez cette liaison de votre compte.';

const happened: Record<IdentityNews, (name: string) => Words> = {
  opened: (name) => ({
    title: `Votre compte est ouvert avec ${name}`,
    what: `Un compte Parvis vient d’être ouvert avec ${name} et cette adresse. Il s’ouvre avec ${name}, sans mot de passe.`,
    password: 'un mot de passe',
    next: REMOVE,
  }),
  linked: (name) => ({
    title: `Votre compte est lié à ${name}`,
    what: `Votre compte Parvis vient d’être lié à ${name} : il s’ouvre maintenant aussi de cette façon.`,
    password: ANOTHER,
    next: REMOVE,
  }),
  unlinked: (name) => ({
    title: `Votre compte n’est plus lié à ${name}`,
    what: `La liaison de votre compte Parvis avec ${name} vient d’être supprimée : il ne s’ouvre plus de cette façon.`,
    password: ANOTHER,
    next: `Ensuite, connectez-vous : vous pourrez lier de nouveau votre compte à ${name}.`,
  }),
};

export const linkLetter = (provider: StateProvider, news: IdentityNews, site: string): Letter => {
  const { title, what, password, next } = happened[news](stateProviderNames[provider]);
  return letterOf({
    title,
    paragraphs: ['Bonjour,', what, 'Si c’est vous, vous n’avez rien à faire.'],
    action: { label: `Ce n’est pas moi : choisir ${password}`, address: `${site}/api/identity/password` },
    afterwards: [next],
    why: OWNER,
  });
};
