import type { Me } from './parvis.ts';

export type NavigationLink = readonly [place: string, name: string];

const ofPerson = ({ personalSpaceId }: Me): NavigationLink[] => [
  ['/', 'Tableau de bord'],
  [`/espaces/${personalSpaceId}/documents`, 'Mes documents'],
  [`/espaces/${personalSpaceId}/abonnements`, 'Mes abonnements'],
  ['/alertes', 'Mes alertes'],
  [`/espaces/${personalSpaceId}`, 'Mon activité'],
  ['/compte', 'Mon compte'],
];

const ofAssociation = (spaceId: string): NavigationLink[] => [
  [`/espaces/${spaceId}`, 'Activité'],
  [`/espaces/${spaceId}/documents`, 'Documents'],
  [`/espaces/${spaceId}/membres`, 'Membres'],
  [`/espaces/${spaceId}/abonnements`, 'Abonnements'],
  [`/espaces/${spaceId}/reglages`, 'Réglages'],
];

/** What those do who keep the fiches, or the service itself. */
const ofRoles: Record<Me['role'], NavigationLink[]> = {
  citizen: [],
  agent: [],
  editor: [['/redaction', 'Rédaction']],
  administrator: [
    ['/equipe', 'Équipe'],
    ['/services', 'Services partenaires'],
  ],
};

/** The pages of where the person is: their own, or those of one association. */
export const navigationOf = (me: Me, spaceId: string): NavigationLink[] => [
  ...(spaceId === me.personalSpaceId ? ofPerson(me) : ofAssociation(spaceId)),
  ...ofRoles[me.role],
];

/** « / » and the first page of an association stand for themselves alone. */
const isHome = (to: string): boolean => /^\/(espaces\/[^/]+)?$/.test(to);

/** How a link to a place is marked: as the page itself, or as the part of the site that it is in, as « Mon compte » is for « Historique ». */
export const currentAt = (to: string, place: string): 'page' | 'true' | undefined => {
  if (to === place) return 'page';
  return !isHome(to) && place.startsWith(`${to}/`) ? 'true' : undefined;
};
