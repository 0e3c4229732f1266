import type { Space } from '../../../schemas/space.ts';

type Named = Pick<Space, 'id' | 'name'>;

const momentOf = (at: string): string =>
  new Date(at).toLocaleString('fr-FR', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' }).replace(/^1 /, '1er ');

const WHY = 'Vous recevez ce courriel parce que vous êtes la dernière personne membre de cette association sur Parvis.';

/** What a letter says, before it is laid out, of a space that will be erased at that time. */
export const closingWords = ({ id, name }: Named, closesAt: string, siteAddress: string) => ({
  title: `« ${name} » va être fermée`,
  paragraphs: [
    `La fermeture de l’espace de l’association « ${name} » a été demandée avec votre compte. Le ${momentOf(closesAt)}, ses documents, ses démarches et ses abonnements seront effacés, sans retour possible.`,
    'Jusque-là, rien n’est perdu : vous pouvez encore télécharger ses documents et la liste de ses activités, ou annuler la fermeture.',
  ],
  action: { label: 'Voir ou annuler la fermeture', address: `${siteAddress}/mon-espace.html#/espaces/${id}/reglages` },
  afterwards: [
    'Si vous n’avez rien demandé, annulez la fermeture, changez votre mot de passe et fermez vos autres sessions dans « Mon compte ».',
    'Votre compte et votre espace personnel ne changent pas.',
  ],
  why: WHY,
});

/** And of one that stays. */
export const reopenedWords = ({ name }: Named) => ({
  title: `« ${name} » reste ouverte`,
  paragraphs: [`La fermeture de l’espace de l’association « ${name} » est annulée. Rien n’a été effacé.`],
  why: WHY,
});

/** And of one that is no more. */
export const closedWords = ({ name, closedAt }: { name: string; closedAt: string }) => ({
  title: `« ${name} » est fermée`,
  paragraphs: [
    `L’espace de l’association « ${name} » a été fermé le ${momentOf(closedAt)}, comme un courriel vous l’avait annoncé. Plus personne n’y a accès : ses documents, ses démarches, ses abonnements et ses activités sont effacés, sans retour possible.`,
    'L’historique de votre compte garde la date de cette fermeture.',
  ],
  afterwards: [
    'Si une archive de ses documents ou une liste de ses activités a été téléchargée auparavant, conservez-la : Parvis ne peut plus les fournir.',
    'Votre compte et votre espace personnel ne changent pas.',
  ],
  why: 'Vous recevez ce courriel parce que vous étiez la dernière personne membre de cette association sur Parvis.',
});
