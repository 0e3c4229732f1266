// `npm start`: the whole of Parvis on this machine, from today's code, with its data kept in `.parvis` between runs.
// `-- --fresh` starts anew; `-- --folder <path>` keeps the data elsewhere, so that two can run beside each other.
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { resolve as absolute, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chosenEngine } from './emulators/dynamo/engines.ts';
import { answersAt, lastRun } from './last-run.ts';
import { PASSWORD } from './passwords.ts';
import { synthesizeApart } from './synthesis.ts';
import type { System } from './system.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What one system keeps, all in one folder. */
const placesIn = (folder: string) => ({
  folder,
  assemblyDir: join(folder, 'cdk.out'),
  dataDir: join(folder, 'data'),
  seeded: join(folder, 'data', 'seeded'),
  last: lastRun(join(folder, 'last-run.json')),
});
type Places = ReturnType<typeof placesIn>;

const roles = { citizen: 'citoyen', agent: 'agent', editor: 'éditeur', administrator: 'administrateur' } as const;

const SECONDS_TO_STOP = 10;

const say = (line = '') => console.log(line);

/** Aborts at the first Ctrl-C or request to end; at the second the process ends at once. */
const listenForEnd = (): AbortSignal => {
  const end = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (end.signal.aborted) process.exit(1);
      say('\nParvis s’arrête…');
      setTimeout(() => process.exit(1), SECONDS_TO_STOP * 1000).unref();
      end.abort();
    });
  }
  return end.signal;
};

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => (signal.aborted ? resolve() : signal.addEventListener('abort', () => resolve())));

const tellWhereThingsAre = ({ address, issuer }: System, { folder }: Places): void => {
  say(`\nParvis est prêt : ${address}\n`);
  say('  /          le site : les fiches, leurs révisions, et « Mon espace »');
  say('  /api       l’API, par exemple /api/themes');
  say('  /mailbox   les courriels et les SMS envoyés ; rien ne quitte cette machine');
  say(`\nOn s’y connecte avec l’un de ces comptes et le mot de passe « ${PASSWORD} » :`);
  for (const { name, email, role, secret } of issuer.people())
    say(`  ${email.padEnd(30)} ${`${name} (${roles[role]})`.padEnd(34)} ${secret ? `TOTP ${secret}` : ''}`.trimEnd());
  say(
    '« npm run code » affiche le code à six chiffres que l’équipe saisit ensuite ; une application d’authentification le fait aussi, avec le secret TOTP.',
  );
  say(`\nDonnées gardées dans ${relative(process.cwd(), folder)} ; « npm start -- --fresh » repart de zéro. Ctrl-C pour arrêter.`);
};

/** The address of before, so that what people kept of it still leads here. */
const portOf = (address: string | undefined) => (address === undefined ? {} : { port: Number(new URL(address).port) });

/**
 * People and fiches come in through the API, for whom an issuer of tests speaks during the very first start. From then on nobody is believed but
 * Parvis's own provider.
 */
const prepare = async (system: System, { folder, seeded }: Places): Promise<void> => {
  const [{ putSiteFiles }, { seed }] = await Promise.all([import('./site-files.ts'), import('./seed.ts')]);
  await putSiteFiles(system, join(folder, 'site'));
  if (existsSync(seeded)) return;
  await seed(system, (line) => say(`  ${line}`));
  writeFileSync(seeded, new Date().toISOString());
};

const run = async (end: AbortSignal): Promise<void> => {
  const { values } = parseArgs({
    options: { fresh: { type: 'boolean', default: false }, folder: { type: 'string', default: join(root, '.parvis') } },
  });
  const places = placesIn(absolute(values.folder));
  const { assemblyDir, dataDir, last } = places;
  const before = last.address();
  say(`Parvis démarre, avec ${chosenEngine().name} pour DynamoDB.`);
  if (before && (await answersAt(before))) throw new Error(`Parvis tourne déjà sur ces données : ${before}`);
  if (values.fresh) rmSync(dataDir, { recursive: true, force: true });

  const loading = import('./system.ts');
  await synthesizeApart(assemblyDir, end);
  if (end.aborted) return;
  say('  fonctions assemblées, modèles CloudFormation synthétisés');

  const { startSystem } = await loading;
  const seeds = !existsSync(places.seeded);
  let system = await startSystem({ assemblyDir, dataDir, testIssuer: seeds, ...portOf(before) });
  try {
    say('  tables, files, stockage, courrier et fonctions en marche');
    last.keep(system.address);
    await Promise.race([prepare(system, places), untilAborted(end)]);
    if (end.aborted) return;
    if (seeds) {
      await system.stop();
      system = await startSystem({ assemblyDir, dataDir, ...portOf(system.address) });
      last.keep(system.address);
    }
    tellWhereThingsAre(system, places);
    await untilAborted(end);
  } finally {
    await system.stop();
  }
};

const end = listenForEnd();
try {
  await run(end);
  process.exit(0);
} catch (error) {
  console.error(`\nParvis n’a pas pu démarrer : ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
