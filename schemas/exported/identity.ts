import * as z from 'zod/mini';
import { Role } from '../account.ts';
import { CivilIdentity, StateProvider } from '../federation.ts';
import { defineDocuments, told } from './describe.ts';

const FactorRecord = z.object({
  kind: told(
    z.enum(['password', 'authenticator', 'passkey', 'recovery-codes']),
    'Mot de passe, application d’authentification, clé d’accès ou codes de secours',
  ),
  name: told(z.optional(z.string()), 'Nom donné à la clé d’accès'),
  addedAt: told(z.iso.datetime(), 'Date d’ajout ou du dernier changement'),
  lastUsedAt: told(z.optional(z.iso.datetime()), 'Dernière utilisation'),
});

const LinkedRecord = z.object({
  provider: told(StateProvider, 'Fournisseur d’identité'),
  subject: told(z.string(), 'Numéro sous lequel ce fournisseur vous connaît ici'),
  linkedAt: told(z.iso.datetime(), 'Date de la liaison'),
  identity: told(z.optional(CivilIdentity), 'Identité transmise par FranceConnect'),
});

const LinkRecord = z.object({
  purpose: told(
    z.enum(['activation', 'opening', 'password', 'address', 'address-undo', 'invitation']),
    'À quoi sert le lien : activer ou ouvrir le compte, choisir un mot de passe, confirmer une adresse ou revenir à l’ancienne, accepter une invitation',
  ),
  email: told(z.optional(z.string()), 'Adresse que le lien confirme ou rétablit'),
  madeAt: told(z.iso.datetime(), 'Date d’envoi'),
  until: told(z.iso.datetime(), 'Fin de validité'),
});

const ConsentRecord = z.object({
  service: told(z.string(), 'Service partenaire'),
  scopes: told(z.array(z.string()), 'Informations que vous avez accepté de partager'),
  since: told(z.iso.datetime(), 'Date de l’accord'),
});

const SessionRecord = z.object({
  device: told(z.optional(z.string()), 'Appareil'),
  openedAt: told(z.iso.datetime(), 'Ouverture'),
  lastSeenAt: told(z.iso.datetime(), 'Dernière activité'),
});

const InvitationRecord = z.object({
  email: told(z.string(), 'Adresse invitée'),
  role: told(Role, 'Rôle proposé : agent, éditeur (editor) ou administrateur (administrator)'),
  service: told(z.optional(z.string()), 'Service proposé à un agent'),
  invitedAt: told(z.iso.datetime(), 'Date de l’invitation'),
  until: told(z.iso.datetime(), 'Fin de validité'),
});

export const identityDocuments = defineDocuments({
  'moyens-de-connexion': { holder: 'identity', title: 'Mes moyens de connexion', record: FactorRecord },
  'identites-liees': { holder: 'identity', title: 'Mes liaisons FranceConnect et ProConnect', record: LinkedRecord },
  'liens-envoyes': { holder: 'identity', title: 'Les liens qui vous ont été envoyés et n’ont pas servi', record: LinkRecord },
  'accords-aux-partenaires': { holder: 'identity', title: 'Mes accords aux services partenaires', record: ConsentRecord },
  'invitation-a-travailler': {
    holder: 'identity',
    title: 'L’invitation à travailler dans Parvis que vous avez reçue',
    record: InvitationRecord,
  },
  sessions: { holder: 'identity', title: 'Mes sessions ouvertes', record: SessionRecord },
});
