import { randomInt } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Emulator } from '../emulator.ts';
import { type EmulatorOptions, ofType, type TemplateResource } from './resource.ts';
import { type Answer, json, readAll, serve } from './web-service.ts';

interface Generation {
  PasswordLength?: number;
  ExcludeCharacters?: string;
  ExcludeLowercase?: boolean;
  ExcludeNumbers?: boolean;
  ExcludePunctuation?: boolean;
  ExcludeUppercase?: boolean;
  SecretStringTemplate?: string;
  GenerateStringKey?: string;
}

const letters = 'abcdefghijklmnopqrstuvwxyz';
const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

const generatePassword = (rules: Generation): string => {
  const alphabet = [
    rules.ExcludeLowercase ? '' : letters,
    rules.ExcludeUppercase ? '' : letters.toUpperCase(),
    rules.ExcludeNumbers ? '' : '0123456789',
    rules.ExcludePunctuation ? '' : punctuation,
  ]
    .join('')
    .split('')
    .filter((character) => !rules.ExcludeCharacters?.includes(character));
  return Array.from({ length: rules.PasswordLength ?? 32 }, () => alphabet[randomInt(alphabet.length)]).join('');
};

/** The first value of a secret, as the template asks for it to be made. */
export const firstValue = ({ name, properties }: TemplateResource): string => {
  const { SecretString, GenerateSecretString: rules } = properties as { SecretString?: string; GenerateSecretString?: Generation };
  if (SecretString !== undefined) return SecretString;
  if (!rules) throw new Error(`the template gives the secret ${name} no value`);
  const password = generatePassword(rules);
  if (rules.GenerateStringKey === undefined) return password;
  return JSON.stringify({ ...JSON.parse(rules.SecretStringTemplate ?? '{}'), [rules.GenerateStringKey]: password });
};

const readKept = async (file: string): Promise<Record<string, string>> => {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
};

const JSON_TYPE = 'application/x-amz-json-1.1';
const refuse = (code: string, message: string): Answer => json(400, { __type: code, Message: message, message }, JSON_TYPE);

const SUFFIX = /-\w{6}$/;

/** A secret is asked for by its name, or by its ARN, which ends with a suffix of its own. */
const names = (name: string, id: string): boolean => [id, id.split(':').at(-1)?.replace(SUFFIX, '')].includes(name);

/** Secrets Manager with the secrets of the template: made at the first start, the same ever after. */
export const startSecrets = async ({ resources, dataDir }: EmulatorOptions): Promise<Emulator> => {
  const file = join(dataDir, 'secrets.json');
  const kept = await readKept(file);
  const values = Object.fromEntries(
    ofType(resources, 'AWS::SecretsManager::Secret').map((secret) => [secret.name, kept[secret.name] ?? firstValue(secret)]),
  );
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, JSON.stringify({ ...kept, ...values }), { mode: 0o600 });

  return serve('secrets manager', async (request) => {
    const target = request.headers['x-amz-target'];
    const { SecretId = '' } = JSON.parse((await readAll(request)).toString('utf8') || '{}') as { SecretId?: string };
    if (target !== 'secretsmanager.GetSecretValue') return refuse('InvalidRequestException', `The local secrets do not support ${target}`);
    const found = Object.entries(values).find(([name]) => names(name, SecretId));
    if (!found) return refuse('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    const [Name, SecretString] = found;
    return json(200, { ARN: SecretId, Name, SecretString, VersionId: 'local', VersionStages: ['AWSCURRENT'] }, JSON_TYPE);
  });
};
