import * as z from 'zod/mini';
import { Account } from '../account.ts';
import { HistoryActor, HistoryEntry } from '../history.ts';
import { Provenance } from '../profile.ts';
import { defineDocuments, told } from './describe.ts';

const AccountRecord = z.object({
  id: told(Account.shape.id, 'Numéro du compte'),
  email: told(Account.shape.email, 'Adresse électronique'),
  role: told(Account.shape.role, 'Rôle'),
  openedAt: told(Account.shape.openedAt, 'Date d’ouverture du compte'),
});

const ProfileRecord = z.object({
  block: told(z.string(), 'Bloc du profil'),
  field: told(z.string(), 'Champ'),
  value: told(z.unknown(), 'Valeur'),
  from: told(Provenance, 'D’où vient la valeur : typed (saisie), france-connect (FranceConnect) ou procedure (une démarche)'),
  at: told(z.iso.datetime(), 'Date de la valeur'),
});

const HistoryRecord = z.object({
  at: told(HistoryEntry.shape.at, 'Date'),
  label: told(z.string(), 'Ce qui s’est passé'),
  by: told(
    HistoryActor,
    'Qui : self (vous), unknown (une personne non identifiée), member (un membre de l’association), parvis (le service), ou un service nommé',
  ),
  what: told(HistoryEntry.shape.what, 'Précision'),
  why: told(HistoryEntry.shape.why, 'Raison'),
  device: told(HistoryEntry.shape.device, 'Appareil'),
});

export const accountDocuments = defineDocuments({
  compte: { holder: 'accounts', title: 'Mon compte', record: AccountRecord },
  profil: { holder: 'accounts', title: 'Mes informations', record: ProfileRecord },
  historique: { holder: 'accounts', title: 'Historique de mon compte', record: HistoryRecord },
});
