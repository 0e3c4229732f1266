import * as z from 'zod/mini';
import { EmailAddress } from './account.ts';

/** The site's own client of the provider: it holds no secret, and its people are not asked whether it may know them. */
export const SITE_CLIENT = { id: 'site', returnsTo: '/mon-espace.html', signedOutTo: '/api/identity/signed-out' } as const;

export const ClientId = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9-]{2,39}$/, 'Trois à quarante lettres minuscules, chiffres ou tirets.'))
  .brand('ClientId')
  .register(z.globalRegistry, { id: 'ClientId' });
export type ClientId = z.output<typeof ClientId>;

/** What a partner may ask to know of a person, and how the person is told. */
export const partnerScopes = {
  openid: 'Vous reconnaître d’une visite à l’autre, par un identifiant qui n’est connu que de ce service',
  email: 'Votre adresse électronique',
} as const;
export const PartnerScope = z.enum(Object.keys(partnerScopes) as [keyof typeof partnerScopes, ...(keyof typeof partnerScopes)[]]);
export type PartnerScope = z.output<typeof PartnerScope>;

const ClientName = z
  .string()
  .check(z.trim(), z.minLength(1, 'Donnez le nom du service.'), z.maxLength(80, 'Ce nom est trop long : 80 caractères au plus.'));
const Purpose = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, 'Dites en une phrase à quoi sert ce service.'),
    z.maxLength(300, 'Cette phrase est trop longue : 300 caractères au plus.'),
  );

/** Where people come back to: over TLS, or to the very machine on which a partner tries things out; never with a part that says where to in it. */
export const ReturnAddress = z
  .string()
  .check(
    z.maxLength(500),
    z.regex(/^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)(:\d+)?\/)[^#\s*\\]*$/, 'Une adresse en https, complète et sans « # ».'),
  );

const PublicKey = z
  .looseObject({ kty: z.enum(['RSA', 'EC'], 'Donnez une clé RSA ou EC.'), kid: z.optional(z.string()), alg: z.optional(z.string()) })
  .check(z.refine((key) => !('d' in key), 'Donnez la clé publique : celle-ci est privée, et ne doit plus servir.'));

/** Several while one takes the place of another. */
export const ClientKeys = z.array(PublicKey).check(z.minLength(1, 'Donnez une clé au moins.'), z.maxLength(5, 'Donnez cinq clés au plus.'));

/** How a client proves that it is itself; a secret is made here and shown once. */
export const ClientProof = z
  .discriminatedUnion('by', [z.object({ by: z.literal('private_key_jwt'), keys: ClientKeys }), z.object({ by: z.literal('secret') })])
  .register(z.globalRegistry, { id: 'ClientProof' });
export type ClientProof = z.output<typeof ClientProof>;

/** A program of an administration that acts for nobody. */
export const Service = z.object({ kind: z.literal('service'), id: ClientId, name: ClientName, contact: EmailAddress, proof: ClientProof });

/** A service where people sign in with their account of ours. */
export const Partner = z.object({
  kind: z.literal('partner'),
  id: ClientId,
  name: ClientName,
  contact: EmailAddress,
  proof: ClientProof,
  /** What it is for, in a sentence that people read before they agree. */
  purpose: Purpose,
  scopes: z.array(PartnerScope).check(z.minLength(1)),
  returnsTo: z.array(ReturnAddress).check(
    z.minLength(1, 'Donnez une adresse de retour au moins.'),
    z.maxLength(10, 'Donnez dix adresses au plus.'),
    z.refine(
      (addresses) => new Set(addresses.map((address) => URL.parse(address)?.host)).size === 1,
      'Toutes les adresses de retour sont du même site.',
    ),
  ),
  signedOutTo: z.array(ReturnAddress).check(z.maxLength(10, 'Donnez dix adresses au plus.')),
});

export const ClientRequest = z.discriminatedUnion('kind', [Partner, Service]).register(z.globalRegistry, { id: 'ClientRequest' });
export type ClientRequest = z.output<typeof ClientRequest>;

const Registration = z.object({ registeredAt: z.iso.datetime(), disabledAt: z.optional(z.iso.datetime()) });

/** A client as it is registered; nobody reads its secret again. */
export const RegisteredClient = z
  .discriminatedUnion('kind', [z.extend(Partner, Registration.shape), z.extend(Service, Registration.shape)])
  .register(z.globalRegistry, { id: 'RegisteredClient' });
export type RegisteredClient = z.output<typeof RegisteredClient>;
