/** Place, name, and what one finds there. */
export const accountPages: (readonly [place: string, title: string, text: string])[] = [
  ['/compte/appareils', 'Appareils connectés', 'Où vous êtes connecté, et depuis quand.'],
  ['/alertes', 'Alertes', 'Quand vous êtes prévenu, par courriel ou par SMS.'],
];
