import { randomUUID } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { ClientId, type ClientProof, type ClientRequest, type PartnerScope } from '../../schemas/client.ts';
import type { clients } from '../../schemas/routes/clients.ts';
import type { Client } from '../../web/client.ts';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const MINUTE = 60;

/** A pair of keys, of which we are given the public half. */
export const newClientKey = async (alg = 'ES256') => {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return { alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kty: alg === 'ES256' ? ('EC' as const) : ('RSA' as const), alg } };
};
export type ClientKey = Awaited<ReturnType<typeof newClientKey>>;

/** What a client sends of itself to the token endpoint, signed with its own key (RFC 7523); `over` changes what it says. */
export const assertionOf = async (
  { id, issuer, key }: { id: string; issuer: string; key: { alg: string; privateKey: CryptoKey | Uint8Array } },
  over: JWTPayload = {},
): Promise<Record<string, string>> => {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: id, sub: id, aud: issuer, jti: randomUUID(), iat: now, exp: now + MINUTE, ...over };
  const signed = await new SignJWT(claims).setProtectedHeader({ alg: key.alg }).sign(key.privateKey);
  return { client_id: id, client_assertion_type: ASSERTION_TYPE, client_assertion: signed };
};

/** What a client sends of itself that has a secret. */
export const basicOf = (id: string, secret: string) => ({ authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` });

interface PartnerChoices {
  proof?: ClientProof;
  scopes?: PartnerScope[];
  returnsTo?: string;
  signedOutTo?: string[];
}

/** A service of a town that has an administrator register it. */
export const aPartner = ({
  proof = { by: 'secret' },
  scopes = ['openid', 'email'],
  ...where
}: PartnerChoices = {}): Extract<ClientRequest, { kind: 'partner' }> => {
  const id = ClientId.parse(`mediatheque-${randomUUID().slice(0, 8)}`);
  const returnsTo = where.returnsTo ?? `https://${id}.exemple.fr/retour`;
  return {
    kind: 'partner',
    id,
    name: `Médiathèque ${id}`,
    contact: 'contact@exemple.fr',
    purpose: 'Emprunter et réserver des livres.',
    proof,
    scopes,
    returnsTo: [returnsTo],
    signedOutTo: where.signedOutTo ?? [],
  };
};

/** A program of an administration that acts for nobody. */
export const aProgram = (proof: ClientProof): ClientRequest => ({
  kind: 'service',
  id: ClientId.parse(`etat-civil-${randomUUID().slice(0, 8)}`),
  name: 'État civil',
  contact: 'etat-civil@exemple.fr',
  proof,
});

export const register = async <Wanted extends ClientRequest>(
  administrator: Pick<Client<typeof clients>, 'registerClient'>,
  body: Wanted,
) => {
  const { secret } = await administrator.registerClient({ body });
  return { ...body, secret: secret ?? '' };
};
