import type { ErasureId } from '../../../schemas/leaving.ts';
import { type Letter, letterOf } from '../../shared/letters/letter.ts';

const WHY = 'Vous recevez ce courriel parce qu’une action sur votre compte Parvis vous concerne. Il ne demande jamais de mot de passe.';

const moment = (iso: string): string =>
  new Intl.DateTimeFormat('fr', { dateStyle: 'full', timeStyle: 'short', timeZone: 'Europe/Paris' }).format(new Date(iso));

const accountPage = (site: string): string => `${site}/mon-espace.html#/compte`;

export const exportReadyLetter = (site: string, availableUntil: string): Letter =>
  letterOf({
    title: 'La copie de vos données est prête',
    paragraphs: [
      'Vous avez demandé une copie de toutes vos données : elle est prête.',
      `Vous pouvez la télécharger jusqu’au ${moment(availableUntil)} (heure de Paris). Ensuite elle sera supprimée.`,
    ],
    action: { label: 'Télécharger la copie', address: accountPage(site) },
    afterwards: [
      'Pour votre sécurité, le téléchargement se fait dans votre compte, après vous être identifié.',
      'Si vous n’avez pas demandé cette copie, changez votre mot de passe et fermez vos autres sessions.',
    ],
    why: WHY,
  });

export const deletionAskedLetter = (site: string, dueAt: string): Letter =>
  letterOf({
    title: 'Votre compte va être supprimé',
    paragraphs: [
      `Vous avez demandé la suppression de votre compte. Elle aura lieu le ${moment(dueAt)} (heure de Paris).`,
      'Vos documents, vos informations, vos abonnements et votre historique seront alors effacés, sans retour possible. Les associations dont vous êtes le seul membre seront fermées.',
      'D’ici là, vous pouvez télécharger une copie de vos données, ou annuler la suppression depuis votre compte.',
    ],
    action: { label: 'Annuler la suppression', address: accountPage(site) },
    afterwards: ['Si vous n’avez pas demandé cette suppression, annulez-la, puis changez votre mot de passe.'],
    why: WHY,
  });

export const deletionCalledBackLetter = (site: string): Letter =>
  letterOf({
    title: 'Votre compte est conservé',
    paragraphs: ['La suppression de votre compte a été annulée. Rien n’a été effacé.'],
    action: { label: 'Voir mon compte', address: accountPage(site) },
    afterwards: ['Si vous n’avez pas annulé cette suppression, changez votre mot de passe et fermez vos autres sessions.'],
    why: WHY,
  });

/** The last one: its address is forgotten as soon as it has gone. */
export const erasedLetter = (erasureId: ErasureId): Letter =>
  letterOf({
    title: 'Votre compte est supprimé',
    paragraphs: [
      'Votre compte, vos documents et vos données ont été effacés, et cette adresse avec eux. Vous ne recevrez plus de courriel de Parvis.',
      `En cas de contestation, indiquez cette référence : ${erasureId}. C’est tout ce que nous gardons, avec les dates de la demande et de la suppression.`,
    ],
    why: 'Vous recevez ce dernier courriel parce que vous avez demandé la suppression de votre compte Parvis.',
  });
