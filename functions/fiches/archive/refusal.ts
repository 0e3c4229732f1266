/** The archive as a whole cannot be imported; `reason` is French and shown to the editor. Nothing was changed. */
export class ArchiveRefused extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.name = 'ArchiveRefused';
    this.reason = reason;
  }
}

const unsafeName = 'Un nom de fichier de l’archive sort de son dossier (chemin absolu, « .. » ou barre oblique inverse).';
const damaged = 'L’archive est endommagée ou incomplète : envoyez-la de nouveau.';

const reasons: [RegExp, string][] = [
  [/encrypt/i, 'L’archive est chiffrée : envoyez-la sans mot de passe.'],
  [/relative path|absolute path|invalid characters in fileName/i, unsafeName],
  [/multi-disk/i, 'L’archive est en plusieurs morceaux : envoyez-la en un seul fichier.'],
  [/unsupported compression method/i, 'L’archive utilise une compression qui n’est pas acceptée : utilisez le format ZIP ordinaire.'],
];

/** What the zip reader says, for an editor. */
export const refusalOf = (error: unknown): ArchiveRefused => {
  if (error instanceof ArchiveRefused) return error;
  const message = error instanceof Error ? error.message : '';
  return new ArchiveRefused(reasons.find(([pattern]) => pattern.test(message))?.[1] ?? damaged);
};
