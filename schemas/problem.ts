/**
 * Everything that can go wrong for a caller, and how it is told (RFC 9457).
 * `title` is French because a person reads it; the kind is stable and is what programs compare.
 */
export const problems = {
  invalid: { status: 400, title: 'La demande est incomplète ou incorrecte.' },
  unauthenticated: { status: 401, title: 'Vous devez vous connecter.' },
  'authentication-too-old': { status: 401, title: 'Pour faire cela, identifiez-vous à nouveau.' },
  forbidden: { status: 403, title: "Vous n'avez pas le droit de faire cela." },
  'not-found': { status: 404, title: "Cette page ou cette donnée n'existe pas." },
  unexpected: { status: 500, title: 'Une erreur est survenue. Réessayez dans un instant.' },

  'account-not-found': { status: 404, title: "Ce compte n'existe pas." },
  'account-exists': { status: 409, title: 'Un compte utilise déjà cette adresse électronique.' },
  'too-many-resumptions': { status: 429, title: 'Vous avez repris les envois de courriels trop souvent : réessayez plus tard.' },
  'sign-in-gone': { status: 404, title: 'Cette connexion n’est plus possible depuis cette page.' },
  'account-suspended': { status: 403, title: 'Votre compte est suspendu.' },
  'too-many-spaces': { status: 409, title: 'Vous participez déjà au nombre maximal d’associations.' },
  'fiche-not-found': { status: 404, title: "Cette fiche n'existe pas." },
  'revision-not-found': { status: 404, title: "Cette révision n'existe pas." },
  'revision-already-decided': { status: 409, title: 'Une décision a déjà été prise pour cette révision.' },
  'fiche-xml-refused': { status: 422, title: "Le fichier XML n'est pas une fiche lisible." },
  'draft-not-found': { status: 404, title: "Cette fiche n'a pas de brouillon." },
  'draft-exists': { status: 409, title: 'Un brouillon de cette fiche est déjà ouvert.' },
  'draft-outdated': { status: 409, title: 'La fiche a été publiée ou le brouillon modifié entre-temps.' },
  'draft-unchanged': { status: 422, title: 'Ce brouillon ne change rien à la fiche.' },
  'draft-refused': { status: 422, title: 'La fiche ne peut pas être enregistrée telle quelle.' },
  'draft-undecided': { status: 409, title: "Dites d'abord si la modification est significative." },
  'publication-date-past': { status: 422, title: 'La date de publication est déjà passée.' },
  'publication-date-too-far': { status: 422, title: 'La date de publication est trop lointaine : un an au plus.' },
  'import-not-found': { status: 404, title: "Cet import n'existe pas." },
  'too-many-subscriptions': { status: 409, title: "Vous avez atteint le nombre maximal d'abonnements." },
  'leave-link-invalid': { status: 404, title: "Ce lien de désabonnement n'est plus valable." },
  'pause-link-invalid': { status: 404, title: "Ce lien de suspension n'est pas valable." },
  'digest-not-found': { status: 404, title: "Aucun récapitulatif n'est parti à cette heure." },
  'publication-not-found': { status: 404, title: "Cette révision n'a donné lieu à aucune alerte." },
  'webhook-not-found': { status: 404, title: "Ce webhook n'existe pas." },
  'webhook-outdated': { status: 409, title: 'Ce webhook a été modifié entre-temps.' },
  'webhook-address-refused': { status: 422, title: 'Cette adresse ne peut pas recevoir de webhook.' },
  'webhook-disabled': { status: 409, title: "Ce webhook est désactivé : réactivez-le d'abord." },
  'webhook-secret-rotated-too-often': { status: 409, title: 'Le secret de ce webhook a été changé trop souvent en 24 heures.' },
  'webhook-delivery-not-found': { status: 404, title: "Cet envoi n'existe pas ou plus." },
  'webhook-replay-running': { status: 409, title: 'Les envois de ce webhook sont déjà en train d’être refaits.' },
  'too-many-webhooks': { status: 409, title: 'Le nombre maximal de webhooks est atteint.' },
  'document-not-found': { status: 404, title: 'Ce document n’existe pas ou plus.' },
  'document-outdated': { status: 409, title: 'Ce document a été modifié entre-temps : relisez-le, puis recommencez.' },
  'too-many-documents': { status: 409, title: 'Cet espace a atteint son nombre maximal de documents.' },
  'file-not-found': { status: 404, title: 'Ce fichier n’existe pas ou plus.' },
  'too-many-files': { status: 409, title: 'Ce document ne peut pas recevoir un fichier de plus.' },
  'space-full': { status: 409, title: 'Il n’y a plus assez de place dans cet espace.' },
  'bin-full': { status: 409, title: 'La corbeille de cet espace est pleine.' },
  'download-link-gone': { status: 404, title: 'Ce lien n’est plus valable : demandez-en un autre depuis vos documents.' },
  'phone-not-verified': { status: 409, title: "Votre numéro de téléphone n'est pas vérifié." },
  'phone-refused': { status: 422, title: 'Ce numéro ne peut pas recevoir nos SMS.' },
  'phone-opted-out': { status: 409, title: 'Ce numéro a demandé à ne plus recevoir nos SMS.' },
  'too-many-codes': { status: 429, title: 'Trop de codes ont été demandés.' },
  'phone-code-wrong': { status: 422, title: "Ce code n'est pas le bon." },
  'phone-code-gone': { status: 409, title: "Ce code n'est plus valable." },
  'factor-code-wrong': { status: 422, title: "Ce code n'est pas le bon." },
  'totp-setup-gone': { status: 409, title: "Aucune application d'authentification n'attend son premier code." },
  'totp-not-found': { status: 404, title: "Vous n'utilisez pas d'application d'authentification." },
  'passkey-refused': { status: 422, title: "Cette clé d'accès n'a pas pu être vérifiée." },
  'passkey-not-found': { status: 404, title: "Cette clé d'accès n'existe pas." },
  'too-many-passkeys': { status: 409, title: "Vous ne pouvez pas ajouter cette clé d'accès." },
  'last-factor': { status: 409, title: 'Votre fonction demande de garder un second moyen de connexion.' },
  'no-factor': { status: 409, title: "Ajoutez d'abord une application d'authentification ou une clé d'accès." },
  'sms-unavailable': { status: 503, title: "Le SMS n'a pas pu être envoyé." },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemKind = keyof typeof problems;

/** Raised by the pipeline for every route; a route never declares them. */
export type PipelineProblem = 'invalid' | 'unauthenticated' | 'authentication-too-old' | 'forbidden' | 'not-found' | 'unexpected';

/** Raised by a use case, and only when its route declares it. */
export type DomainProblem = Exclude<ProblemKind, PipelineProblem>;
