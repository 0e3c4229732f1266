import * as z from 'zod/mini';

/** What documents are, each with the words for it. */
export const documentKinds = {
  'identity-card': 'Carte nationale d’identité',
  passport: 'Passeport',
  'residence-permit': 'Titre de séjour',
  'driving-licence': 'Permis de conduire',
  'civil-status': 'Acte d’état civil',
  'family-record-book': 'Livret de famille',
  'proof-of-address': 'Justificatif de domicile',
  'bank-details': 'Relevé d’identité bancaire (RIB)',
  'tax-notice': 'Avis d’imposition',
  payslip: 'Bulletin de salaire',
  'benefits-certificate': 'Attestation de droits ou de paiement',
  insurance: 'Attestation d’assurance',
  diploma: 'Diplôme ou attestation de formation',
  'school-certificate': 'Certificat de scolarité',
  statutes: 'Statuts',
  minutes: 'Procès-verbal d’assemblée',
  'association-receipt': 'Récépissé de déclaration d’association',
  'administration-reply': 'Réponse d’une administration',
  other: 'Autre document',
} as const satisfies Record<string, string>;

export const DocumentKind = z
  .enum(Object.keys(documentKinds) as [keyof typeof documentKinds, ...(keyof typeof documentKinds)[]])
  .register(z.globalRegistry, { id: 'DocumentKind' });
export type DocumentKind = z.output<typeof DocumentKind>;
