import type { ClientProof, ClientRequest } from '../../../../schemas/client.ts';

export const kinds: readonly (readonly [kind: ClientRequest['kind'], name: string])[] = [
  ['partner', 'Un service partenaire, où l’on se connecte avec son compte Parvis'],
  ['service', 'Un programme d’une administration, qui n’agit au nom de personne'],
];

export const kindNames: Record<ClientRequest['kind'], string> = { partner: 'Service partenaire', service: 'Programme' };

export const proofs: readonly (readonly [by: ClientProof['by'], name: string])[] = [
  ['secret', 'Par un secret, que Parvis crée et montre une seule fois'],
  ['private_key_jwt', 'Par sa clé (private_key_jwt), dont il vous donne la partie publique'],
];

export const KEYS_HINT = 'Le jeu de clés publiques (JWKS) que le service vous a donné, au format JSON. Une clé privée est refusée.';
