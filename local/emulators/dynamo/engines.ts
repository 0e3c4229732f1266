import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Emulator } from '../../emulator.ts';
import { freePort } from '../free-port.ts';
import { runGuarded } from '../guarded-process.ts';

/** A DynamoDB that answers, and what to call it in the first line of output. */
export interface Engine extends Emulator {
  name: string;
}

interface Program {
  name: string;
  command: string;
  args(port: number, folder: string | undefined): string[];
}

const require = createRequire(import.meta.url);

const OFFICIAL = 'amplify-dynamodb-simulator';
const ADVICE = `Three ways out:
  - on Linux x64, install the optional dependencies: npm ci --include=optional
  - with Java 17, take the official DynamoDB Local: npm install --no-save ${OFFICIAL}@2.9.30, then start with PARVIS_DYNAMO=official
  - start with PARVIS_DYNAMO=http://… , the address of any DynamoDB that you run`;

/** Where a file of an installed package is. */
export type FindPackage = (file: string) => string | undefined;

const findPackage: FindPackage = (file) => {
  try {
    return require.resolve(file);
  } catch {
    return undefined;
  }
};

const dynoxide = (find: FindPackage): Program => {
  const command = find(`@dynoxide/${process.platform}-${process.arch}/dynoxide`);
  if (!command) throw new Error(`No DynamoDB engine for ${process.platform} ${process.arch}: dynoxide is not installed. ${ADVICE}`);
  return {
    name: 'dynoxide',
    command,
    args: (port, folder) => ['--port', String(port), ...(folder ? ['--db-path', join(folder, 'dynoxide.db')] : [])],
  };
};

const official = (find: FindPackage): Program => {
  const manifest = find(`${OFFICIAL}/package.json`);
  const jar = manifest && join(dirname(manifest), 'emulator', 'DynamoDBLocal.jar');
  if (!jar || !existsSync(jar)) throw new Error(`The official DynamoDB Local was asked for and ${OFFICIAL} is not installed. ${ADVICE}`);
  return {
    name: 'the official DynamoDB Local',
    command: 'java',
    args: (port, folder) => [
      `-Djava.library.path=${join(dirname(jar), 'DynamoDBLocal_lib')}`,
      '-jar',
      jar,
      '-port',
      String(port),
      '-sharedDb',
      '-disableTelemetry',
      ...(folder ? ['-dbPath', folder] : ['-inMemory']),
    ],
  };
};

const SECONDS_TO_START = 20;
const ATTEMPTS = 3;

const answers = async (url: string, ended: Promise<string>): Promise<'ready' | 'ended'> => {
  const end = performance.now() + SECONDS_TO_START * 1000;
  const gone = ended.then(() => 'ended' as const);
  while (performance.now() < end) {
    const state = await Promise.race([
      gone,
      fetch(url).then(
        () => 'ready' as const,
        () => undefined,
      ),
    ]);
    if (state) return state;
    await sleep(10);
  }
  return 'ended';
};

/** A port found free may be taken before the program has it: then another is tried. */
const run = async (program: Program, folder: string | undefined): Promise<Engine> => {
  if (folder) await mkdir(folder, { recursive: true });
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const child = runGuarded(program.command, program.args(port, folder), folder ?? tmpdir());
    if ((await answers(url, child.ended)) === 'ready') return { name: program.name, url, stop: () => child.stop() };
    await child.stop();
    if (attempt === ATTEMPTS) throw new Error(`${program.name} does not start: ${await child.ended}`);
  }
};

export interface EngineChoice {
  name: string;
  /** Without a folder nothing is kept. */
  start(folder?: string): Promise<Engine>;
}

/**
 * The DynamoDB that the person chose: dynoxide unless `PARVIS_DYNAMO` says `official` or gives the address of another. Throws, with what to
 * do, when it is not on this machine.
 */
export const chosenEngine = (choice: string | undefined = process.env['PARVIS_DYNAMO'], find: FindPackage = findPackage): EngineChoice => {
  if (choice?.startsWith('http')) {
    const name = `the DynamoDB at ${choice}`;
    return { name, start: async () => ({ name, url: choice, stop: async () => {} }) };
  }
  if (choice && choice !== 'official' && choice !== 'dynoxide') {
    throw new Error(`PARVIS_DYNAMO is ${choice}: it takes dynoxide, official, or an address.`);
  }
  const program = choice === 'official' ? official(find) : dynoxide(find);
  return { name: program.name, start: (folder) => run(program, folder) };
};
