/** How somebody proved who they are; `proconnect-mfa`: there, and with a second factor. */
export type Proof =
  | 'password'
  | 'totp'
  | 'recovery-code'
  | 'passkey'
  | 'verified-passkey'
  | 'franceconnect'
  | 'proconnect'
  | 'proconnect-mfa';

/** `acr`: how sure a token's reader can be. One proof, or two of different kinds (a passkey that looked at a finger or took a PIN is both). */
export const assurances = { one: 'urn:parvis:acr:1', two: 'urn:parvis:acr:2' } as const;
export type Assurance = (typeof assurances)[keyof typeof assurances];

/** `amr` of each proof (RFC 8176), and what of a person it shows. */
const meanings: Record<Proof, { amr: readonly string[]; shows: readonly ('knows' | 'has')[] }> = {
  password: { amr: ['pwd'], shows: ['knows'] },
  totp: { amr: ['otp'], shows: ['has'] },
  'recovery-code': { amr: ['otp'], shows: ['has'] },
  passkey: { amr: ['pop'], shows: ['has'] },
  'verified-passkey': { amr: ['pop', 'user'], shows: ['has', 'knows'] },
  franceconnect: { amr: ['franceconnect'], shows: ['knows'] },
  proconnect: { amr: ['proconnect'], shows: ['knows'] },
  'proconnect-mfa': { amr: ['proconnect'], shows: ['knows', 'has'] },
};

export const isProof = (name: string): name is Proof => Object.hasOwn(meanings, name);

/** What a token says of how its owner signed in. */
export const assuranceOf = (proofs: readonly Proof[]): { acr: Assurance; amr: string[] } => {
  const shown = new Set(proofs.flatMap((proof) => meanings[proof].shows));
  const amr = [...new Set(proofs.flatMap((proof) => meanings[proof].amr))];
  const two = shown.has('knows') && shown.has('has');
  return { acr: two ? assurances.two : assurances.one, amr: two ? [...amr, 'mfa'] : amr };
};
