/** Place, name, and what one finds there. */
export const accountPages: (readonly [place: string, title: string, text: string])[] = [
  ['/compte/informations', 'Mes informations', 'Identité, adresse, contact et famille : ce que vous voulez bien donner.'],
  ['/compte/connexion', 'Connexion et sécurité', 'Mot de passe, adresse, deuxième moyen de connexion, FranceConnect.'],
  ['/compte/appareils', 'Appareils connectés', 'Où vous êtes connecté, et depuis quand.'],
  ['/compte/historique', 'Historique', 'Vos connexions, et qui a lu vos données, quand et pourquoi.'],
  ['/compte/autres-espaces', 'Autres espaces', 'Les services partenaires où vous vous connectez avec ce compte.'],
  ['/compte/donnees', 'Mes données', 'Télécharger une copie de tout, ou supprimer le compte.'],
  ['/alertes', 'Alertes', 'Quand vous êtes prévenu, par courriel ou par SMS.'],
];
