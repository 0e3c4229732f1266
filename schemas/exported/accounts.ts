import * as z from 'zod/mini';
import { Account } from '../account.ts';
import { HistoryActor, HistoryEntry } from '../history.ts';
import { defineDocuments, told } from './describe.ts';

const AccountRecord = z.object({
  id: told(Account.shape.id, 'Numéro du compte'),
  email: told(Account.shape.email, 'Adresse électronique'),
  role: told(Account.shape.role, 'Rôle'),
  openedAt: told(Account.shape.openedAt, 'Date d’ouverture du compte'),
});

const HistoryRecord = z.object({
  at: told(HistoryEntry.shape.at, 'Date'),
  label: told(z.string(), 'Ce qui s’est passé'),
  by: told(HistoryActor, 'Qui : self (vous), unknown (une personne non identifiée), parvis (le service), ou un service nommé'),
  what: told(HistoryEntry.shape.what, 'Précision'),
  why: told(HistoryEntry.shape.why, 'Raison'),
  device: told(HistoryEntry.shape.device, 'Appareil'),
});

export const accountDocuments = defineDocuments({
  compte: { holder: 'accounts', title: 'Mon compte', record: AccountRecord },
  historique: { holder: 'accounts', title: 'Historique de mon compte', record: HistoryRecord },
});
