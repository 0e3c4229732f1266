import type { Account } from '../../../schemas/account.ts';
import { type Letter, letterOf } from '../../shared/letters/letter.ts';
import { OWNER } from '../letters/owner.ts';
import { placeInWords } from '../rules/staff.ts';

export const invitationLetter = (address: string): Letter =>
  letterOf({
    title: 'Vous êtes invité à travailler dans Parvis',
    paragraphs: [
      'Bonjour,',
      'Un administrateur de Parvis vous invite à y travailler. Ouvrez ce lien pour voir ce qui vous est proposé et créer votre compte.',
    ],
    action: { label: 'Voir l’invitation', address },
    afterwards: [
      'Ce lien sert une fois, pendant quatorze jours.',
      'Si vous ne connaissez pas Parvis, ne faites rien : aucun compte n’est créé.',
    ],
    why: 'Vous recevez ce message parce qu’un administrateur a donné cette adresse pour vous inviter.',
  });

export const placeLetter = (account: Pick<Account, 'role' | 'service'>, site: string): Letter =>
  letterOf({
    title: 'Votre rôle dans Parvis a changé',
    paragraphs: [
      'Bonjour,',
      `Un administrateur a changé votre rôle : vous êtes maintenant ${placeInWords(account)}. Cela vaut dans les cinq minutes, sans vous reconnecter.`,
    ],
    action: { label: 'Ouvrir mon espace', address: `${site}/mon-espace.html` },
    why: OWNER,
  });

export const suspendedLetter = (): Letter =>
  letterOf({
    title: 'Votre compte Parvis est suspendu',
    paragraphs: [
      'Bonjour,',
      'Un administrateur a suspendu votre compte : vous ne pouvez plus vous connecter, et vos sessions ouvertes sont fermées. Vos données sont conservées.',
      'Pour en connaître la raison, écrivez à l’adresse de contact du site.',
    ],
    why: OWNER,
  });

export const reinstatedLetter = (site: string): Letter =>
  letterOf({
    title: 'Votre compte Parvis n’est plus suspendu',
    paragraphs: ['Bonjour,', 'Un administrateur a levé la suspension de votre compte : vous pouvez de nouveau vous connecter.'],
    action: { label: 'Me connecter', address: `${site}/mon-espace.html` },
    why: OWNER,
  });
