import { ApiProblem } from '../../client.ts';
import { SessionEnded } from '../session/session.ts';
import { ConnectionLost } from './authorised.ts';
import { FileNotTaken } from './file-not-taken.ts';

/** A failure as a person reads it: what happened, what to do, and which fields to mend. */
export interface Told {
  title: string;
  advice: string;
  /** By the name of the field in the body that was sent. */
  fields: { field: string; detail: string }[];
  /** The person has to sign in: because the session has ended, or to show once more that it is them. */
  signIn: 'ended' | 'anew' | undefined;
  /** To try again would change nothing. */
  final: boolean;
}

const adviceByStatus: Record<number, string> = {
  401: 'C’est une protection : vous reviendrez ici juste après, et ce que vous avez écrit est gardé.',
  400: 'Corrigez ce qui est signalé, puis recommencez.',
  403: 'Si vous pensez que c’est une erreur, adressez-vous à la personne qui gère ce service.',
  404: 'Elle a peut-être été supprimée, ou vous n’y avez plus accès.',
  409: 'Rechargez la page pour voir où en sont les choses, puis recommencez.',
  413: 'Choisissez un fichier plus léger.',
  422: 'Corrigez votre demande, puis recommencez.',
  429: 'Attendez un moment, puis recommencez.',
};

const told = (title: string, advice: string, more: Partial<Told> = {}): Told => ({
  title,
  advice,
  fields: [],
  signIn: undefined,
  final: false,
  ...more,
});

const ofProblem = ({ status, kind, body }: ApiProblem): Told =>
  told(body.title ?? 'La demande n’a pas abouti.', body.detail ?? adviceByStatus[status] ?? 'Recommencez dans quelques minutes.', {
    final: status === 404 || status === 410,
    signIn: kind === 'authentication-too-old' ? 'anew' : undefined,
    fields: (body.errors ?? []).map(({ field, detail }) => ({ field: field.replace(/^(body|query|params)\./, ''), detail })),
  });

export const tell = (error: unknown): Told => {
  if (error instanceof SessionEnded) {
    return told('Votre session a pris fin.', 'Reconnectez-vous : vous reviendrez ici, et ce que vous avez écrit est gardé.', {
      signIn: 'ended',
    });
  }
  if (error instanceof ConnectionLost) {
    return told('La connexion est perdue.', 'Rien de ce que vous avez écrit n’est perdu. Vérifiez votre connexion, puis recommencez.');
  }
  if (error instanceof FileNotTaken) {
    return told('Le fichier n’a pas pu être envoyé.', 'Il est peut-être trop lourd, ou l’envoi a trop duré. Recommencez.');
  }
  if (error instanceof ApiProblem) return ofProblem(error);
  return told('Une erreur est survenue.', 'Rechargez la page. Si cela se reproduit, recommencez dans quelques minutes.');
};
