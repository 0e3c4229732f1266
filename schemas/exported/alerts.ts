import * as z from 'zod/mini';
import { SpaceId } from '../account.ts';
import { Audience, FicheId } from '../fiche.ts';
import { DigestTimes } from '../preferences.ts';
import { Channel, Frequency } from '../subscription.ts';
import { defineDocuments, told } from './describe.ts';

const SubscriptionRecord = z.object({
  audience: told(Audience, 'Public de la fiche suivie'),
  ficheId: told(FicheId, 'Numéro de la fiche suivie'),
  title: told(z.string(), 'Titre de la fiche au jour de la copie'),
  spaceId: told(SpaceId, 'Espace depuis lequel la fiche est suivie'),
  subscribedAt: told(z.iso.datetime(), 'Date de l’abonnement'),
  channel: told(Channel, 'Moyen : mail (courriel) ou sms'),
  frequency: told(Frequency, 'Fréquence : at-once (tout de suite), daily (chaque jour) ou weekly (chaque semaine)'),
});

const PreferencesRecord = z.object({
  defaultFrequency: told(Frequency, 'Fréquence des abonnements pour lesquels rien d’autre n’est choisi'),
  zone: told(DigestTimes.shape.zone, 'Fuseau horaire'),
  hour: told(DigestTimes.shape.hour, 'Heure du récapitulatif'),
  weekday: told(DigestTimes.shape.weekday, 'Jour du récapitulatif de la semaine'),
  weekend: told(
    DigestTimes.shape.weekend,
    'Si ce jour tombe un samedi ou un dimanche : same-day (le jour même) ou next-monday (le lundi suivant)',
  ),
  digestsPaused: told(z.boolean(), 'Récapitulatifs suspendus'),
});

const PhoneRecord = z.object({
  number: told(z.string(), 'Numéro vérifié, qui reçoit les SMS'),
  verifiedAt: told(z.iso.datetime(), 'Date de la vérification'),
});

export const alertDocuments = defineDocuments({
  abonnements: { holder: 'alerts', title: 'Mes abonnements', record: SubscriptionRecord },
  'preferences-d-alerte': { holder: 'alerts', title: 'Mes préférences d’alerte', record: PreferencesRecord },
  telephone: { holder: 'alerts', title: 'Mon numéro de téléphone pour les SMS', record: PhoneRecord },
});
