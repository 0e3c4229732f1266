import { createHmac, type KeyObject, randomUUID } from 'node:crypto';
import { CompactEncrypt, compactDecrypt, decodeJwt, decodeProtectedHeader, generateKeyPair, importJWK, SignJWT } from 'jose';
import { privateKeys, publicKeys } from '../../functions/identity/federation/decryption-keys.ts';
import { ArrivalRefused } from '../../functions/identity/federation/relying-party.ts';
import { franceConnect } from '../../local/look-alikes/franceconnect.ts';
import type { LookAlike } from '../../local/look-alikes/look-alike.ts';
import { proConnect } from '../../local/look-alikes/proconnect.ts';
import { cookieBrowser } from './cookie-browser.ts';
import { chooseThere } from './look-alike-server.ts';
import { encryptionKeyring, partyOf } from './relying-parties.ts';

/** Both services, and two people whom each knows: what is tried of the answers of one is tried of the other's. */
export const services = [
  { name: 'FranceConnect', lookAlike: franceConnect, person: 'camille-martin', another: 'amine-benali' },
  { name: 'ProConnect', lookAlike: proConnect, person: 'nadia-petit', another: 'lucie-moreau' },
];

/** As long as both services want it. */
export const long = () => randomUUID() + randomUUID();
export const newFlow = () => ({ state: long(), nonce: long() });

/** Why an answer was refused, or that it was believed. */
export const refusal = async (promise: Promise<unknown>): Promise<string> => {
  try {
    await promise;
    return 'believed';
  } catch (error) {
    if (error instanceof ArrivalRefused) return error.refusal;
    throw error;
  }
};

/** The signed text in an encrypted answer. */
export const opened = async (jwe: string): Promise<string> => {
  const [key] = await privateKeys(encryptionKeyring);
  if (!key) throw new Error('no key');
  return new TextDecoder().decode((await compactDecrypt(jwe, key.key)).plaintext);
};
/** A text encrypted for us, as anybody can. */
export const closed = async (jws: string): Promise<string> => {
  const [jwk] = publicKeys(encryptionKeyring).keys;
  if (!jwk) throw new Error('no key');
  return new CompactEncrypt(new TextEncoder().encode(jws))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: jwk.kid, cty: 'JWT' })
    .encrypt(await importJWK(jwk, 'ECDH-ES'));
};

/** Makes another signed text of one. */
export type Forgery = (jws: string) => string | Promise<string>;
const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
export const withClaims = (jws: string, claims: object): string => {
  const [header = '', , signature = ''] = jws.split('.');
  return [header, encode({ ...decodeJwt(jws), ...claims }), signature].join('.');
};
export const signedByAnother = async (jws: string): Promise<string> => {
  const { privateKey } = await generateKeyPair('ES256');
  return new SignJWT({ ...decodeJwt(jws), family_name: 'FORGÉ' }).setProtectedHeader({ alg: 'ES256' }).sign(privateKey);
};
export const signedBySecret =
  (secret: string): Forgery =>
  (jws) => {
    const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ ...decodeJwt(jws), family_name: 'FORGÉ' })}`;
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  };
/** As the service itself signs, with the key that it has. */
export const signedByThem =
  (key: KeyObject, claims: object): Forgery =>
  (jws) =>
    new SignJWT({ ...decodeJwt(jws), ...claims }).setProtectedHeader({ alg: 'ES256', kid: decodeProtectedHeader(jws).kid ?? '' }).sign(key);
export const unsigned: Forgery = (jws) => `${encode({ alg: 'none' })}.${encode(decodeJwt(jws))}.`;

/** Somebody goes there, says who they are, and comes back: the address that they come back to. */
export const comesBack = async (
  lookAlike: LookAlike,
  service: { address: string; issuer: string },
  gone: ReturnType<typeof newFlow>,
  person: string,
) => {
  const [way] = lookAlike.ways;
  const authorization = await partyOf(lookAlike, service).authorization(gone);
  const { location } = await chooseThere(cookieBrowser(), authorization, { person, way: way?.value ?? '' });
  if (!location) throw new Error('nobody came back');
  return location;
};
