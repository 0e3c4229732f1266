import type { ClientId, ClientProof, ClientRequest, PartnerScope } from '../../../../schemas/client.ts';
import { ApiProblem } from '../../../client.ts';

/** The way of a program or of a service to register, as it is typed. */
export interface TypedClient {
  kind: ClientRequest['kind'];
  id: string;
  name: string;
  contact: string;
  purpose: string;
  /** Whether the service may know the address of people. */
  email: boolean;
  /** One address a line. */
  returnsTo: string;
  signedOutTo: string;
  by: ClientProof['by'];
  /** A JSON Web Key Set, or one key. */
  keys: string;
}

export const nothingTyped: TypedClient = {
  kind: 'partner',
  id: '',
  name: '',
  contact: '',
  purpose: '',
  email: false,
  returnsTo: '',
  signedOutTo: '',
  by: 'secret',
  keys: '',
};

export type PublicKeys = Extract<ClientProof, { by: 'private_key_jwt' }>['keys'];

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The keys of a text, whether it holds a set, a list or one of them; which keys are good is the API's to say. `field` is what to mend in a text that is no JSON. */
export const keysOf = (text: string, field: string): PublicKeys => {
  try {
    const read: unknown = JSON.parse(text);
    const { keys = read } = Array.isArray(read) ? { keys: read } : (read as { keys?: unknown });
    return (Array.isArray(keys) ? keys : [keys]) as PublicKeys;
  } catch {
    const detail = 'Collez un jeu de clés au format JSON (JWKS), entier.';
    throw new ApiProblem(400, { title: 'Ces clés ne peuvent pas être lues.', errors: [{ field, detail }] });
  }
};

/** What is sent of it; what is not well written is refused by the API, which says how to mend it. */
export const requestOf = (typed: TypedClient): ClientRequest => {
  const { id, name, contact, purpose, email } = typed;
  const proof: ClientProof = typed.by === 'secret' ? { by: 'secret' } : { by: typed.by, keys: keysOf(typed.keys, 'proof.keys') };
  const common = { id: id.trim() as ClientId, name, contact: contact.trim(), proof };
  if (typed.kind === 'service') return { kind: 'service', ...common };
  const scopes: PartnerScope[] = email ? ['openid', 'email'] : ['openid'];
  return { kind: 'partner', ...common, purpose, scopes, returnsTo: linesOf(typed.returnsTo), signedOutTo: linesOf(typed.signedOutTo) };
};
