import * as z from 'zod/mini';

/** The questions that people put to their history; a list of it can be asked for one of them. */
export const historyThemes = {
  connections: 'Connexions',
  account: 'Sécurité du compte',
  spaces: 'Associations',
  exchanges: 'Échanges de données',
  leaving: 'Export et suppression',
} as const;
export const HistoryTheme = z
  .enum(Object.keys(historyThemes) as [keyof typeof historyThemes, ...(keyof typeof historyThemes)[]])
  .register(z.globalRegistry, { id: 'HistoryTheme' });
export type HistoryTheme = z.output<typeof HistoryTheme>;

/** All that a history tells of, as its owner reads it. A new kind of happening begins here. */
export const historyKinds = {
  'signed-in': { theme: 'connections', label: 'Connexion' },
  'sign-in-failed': { theme: 'connections', label: 'Échec de connexion' },
  'signed-out': { theme: 'connections', label: 'Déconnexion' },
  'session-closed': { theme: 'connections', label: 'Fermeture d’une session' },
  'sessions-closed': { theme: 'connections', label: 'Fermeture de toutes les sessions' },

  'account-opened': { theme: 'account', label: 'Ouverture du compte' },
  'account-activated': { theme: 'account', label: 'Activation du compte' },
  'password-forgotten': { theme: 'account', label: 'Demande d’un nouveau mot de passe' },
  'password-changed': { theme: 'account', label: 'Changement du mot de passe' },
  'address-change-asked': { theme: 'account', label: 'Demande de changement d’adresse électronique' },
  'address-changed': { theme: 'account', label: 'Changement d’adresse électronique' },
  'address-change-undone': { theme: 'account', label: 'Retour à l’ancienne adresse électronique' },
  'factor-added': { theme: 'account', label: 'Ajout d’un moyen de connexion' },
  'factor-removed': { theme: 'account', label: 'Retrait d’un moyen de connexion' },
  'recovery-codes-made': { theme: 'account', label: 'Création de codes de secours' },
  'recovery-code-used': { theme: 'account', label: 'Utilisation d’un code de secours' },
  'identity-linked': { theme: 'account', label: 'Liaison avec un fournisseur d’identité' },
  'identity-unlinked': { theme: 'account', label: 'Suppression de la liaison avec un fournisseur d’identité' },
  'account-suspended': { theme: 'account', label: 'Suspension du compte' },
  'account-reinstated': { theme: 'account', label: 'Fin de la suspension du compte' },
  'role-changed': { theme: 'account', label: 'Changement de rôle' },
  'profile-changed': { theme: 'account', label: 'Modification de mes informations' },

  'space-created': { theme: 'spaces', label: 'Ajout d’une association' },
  'space-joined': { theme: 'spaces', label: 'Entrée dans une association' },
  'space-left': { theme: 'spaces', label: 'Départ d’une association' },
  'space-access-removed': { theme: 'spaces', label: 'Retrait de mon accès à une association' },
  'space-closing-asked': { theme: 'spaces', label: 'Demande de fermeture d’une association' },
  'space-closing-called-back': { theme: 'spaces', label: 'Annulation de la fermeture d’une association' },
  'space-closed': { theme: 'spaces', label: 'Fermeture d’une association' },

  'consent-given': { theme: 'exchanges', label: 'Accord donné à un service partenaire' },
  'consent-withdrawn': { theme: 'exchanges', label: 'Accord retiré à un service partenaire' },
  'data-received': { theme: 'exchanges', label: 'Informations reçues' },
  'data-read': { theme: 'exchanges', label: 'Informations consultées' },
  'data-sent': { theme: 'exchanges', label: 'Informations transmises' },

  'export-asked': { theme: 'leaving', label: 'Demande d’une copie de mes données' },
  'export-ready': { theme: 'leaving', label: 'Copie de mes données prête' },
  'export-downloaded': { theme: 'leaving', label: 'Téléchargement de la copie de mes données' },
  'deletion-asked': { theme: 'leaving', label: 'Demande de suppression du compte' },
  'deletion-called-back': { theme: 'leaving', label: 'Annulation de la suppression du compte' },
} as const satisfies Record<string, { theme: HistoryTheme; label: string }>;

export const HistoryKind = z
  .enum(Object.keys(historyKinds) as [keyof typeof historyKinds, ...(keyof typeof historyKinds)[]])
  .register(z.globalRegistry, { id: 'HistoryKind' });
export type HistoryKind = z.output<typeof HistoryKind>;

/** Whoever acted: never which person, unless it is the owner. An agent is shown by their service, a partner by the name that people know it by. */
export const HistoryActor = z
  .union([
    z.object({ type: z.literal('self') }),
    /** Somebody who was not signed in, such as whoever typed a wrong password. */
    z.object({ type: z.literal('unknown') }),
    /** Somebody else who belongs, or belonged, to the association that it was about. */
    z.object({ type: z.literal('member') }),
    /** Parvis itself, by a rule and not by a hand. */
    z.object({ type: z.literal('parvis') }),
    z.object({ type: z.enum(['agent', 'administrator', 'partner', 'identity-provider']), name: z.string().check(z.maxLength(120)) }),
  ])
  .register(z.globalRegistry, { id: 'HistoryActor' });
export type HistoryActor = z.output<typeof HistoryActor>;

const MOST_OF_A_REASON = 500;
const sentence = z.string().check(z.minLength(1), z.maxLength(300));

/** One line of a person's history. `what`, `why` and `device` are French and shown to them; they name nobody else. */
export const HistoryEntry = z
  .object({
    at: z.iso.datetime(),
    kind: HistoryKind,
    by: HistoryActor,
    /** What it was about: « Nom, prénoms, adresse électronique » or « Application d’authentification ». */
    what: z.optional(sentence),
    /** The reason that was given: « Instruction de la demande A-2026-000123 »; that of a removal is as long as whoever removed wrote it. */
    why: z.optional(z.string().check(z.minLength(1), z.maxLength(MOST_OF_A_REASON))),
    /** In plain words: « Firefox sur Windows ». */
    device: z.optional(sentence),
  })
  .register(z.globalRegistry, { id: 'HistoryEntry' });
export type HistoryEntry = z.output<typeof HistoryEntry>;
