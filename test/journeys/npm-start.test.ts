import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from '../../local/acting.ts';
import { codeOf } from '../../local/authenticator.ts';
import { siteSignIn } from '../doubles/site-sign-in.ts';
import { siteVisitor } from '../doubles/site-visitor.ts';

const start = fileURLToPath(new URL('../../local/start.ts', import.meta.url));

const READY_SECONDS = 200;
const TEST_MILLISECONDS = 500_000;

interface Run {
  process: ChildProcess;
  output(): string;
  /** The address it printed once it was ready. */
  ready(): Promise<string>;
  /** Sends a signal; gives the exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

const children = new Set<ChildProcess>();

const run = (folder: string, ...more: string[]): Run => {
  const child = spawn(process.execPath, [start, '--folder', folder, ...more], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.add(child);
  const ended = once(child, 'exit') as Promise<[number | null]>;
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (output += part.toString('utf8')));
  return {
    process: child,
    output: () => output,
    ready: () =>
      waitFor(
        'npm start',
        async () => {
          if (child.exitCode !== null) throw new Error(`npm start ended: ${output}`);
          return /Parvis est prêt : (\S+)/.exec(output)?.[1];
        },
        READY_SECONDS,
      ),
    async end(signal) {
      child.kill(signal);
      return (await ended)[0];
    },
  };
};

/** Command lines of the running processes that were given this folder. */
const processesOf = async (folder: string): Promise<string[]> => {
  const ps = spawn('ps', ['-eo', 'args']);
  let lines = '';
  ps.stdout.on('data', (part: Buffer) => (lines += part.toString('utf8')));
  await once(ps, 'close');
  return lines.split('\n').filter((line) => line.includes(folder));
};

describe('npm start', { timeout: TEST_MILLISECONDS }, () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parvis-start-'));
  });
  afterEach(() => {
    for (const child of children) child.kill('SIGKILL');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('opens on real fiches and a few people at one address, and leaves nothing behind at Ctrl-C', async () => {
    const first = run(folder);
    const address = await first.ready();
    expect(first.output()).toMatch(/^Parvis démarre, avec .+ pour DynamoDB/);
    expect(await (await fetch(`${address}/fiches/particuliers/F265.html`)).text()).toContain('Carte Vitale');
    expect(await (await fetch(`${address}/api/fiches/search?q=carte+vitale`)).json()).toMatchObject({ items: [{ ficheId: 'F265' }] });
    expect((await fetch(`${address}/assets/site.css`)).headers.get('content-type')).toContain('text/css');
    expect(await (await fetch(`${address}/mailbox`)).text()).toMatch(/Invitation à rejoindre «\sLes Jardins partagés\s»/);
    expect(first.output()).toMatch(/camille\.martin@exemple\.fr +Camille Martin \(citoyen\)/);
    expect((await fetch(`${address}/issuer`)).status).toBe(404);
    const { access_token } = await siteVisitor(address).signIn('camille.martin@exemple.fr', 'Parvis-sur-ma-machine-1');
    const account = await fetch(`${address}/api/account`, { headers: { authorization: `Bearer ${access_token}` } });
    expect(await account.json()).toMatchObject({ email: 'camille.martin@exemple.fr' });
    const spaces = await fetch(`${address}/api/spaces`, { headers: { authorization: `Bearer ${access_token}` } });
    expect((await spaces.json()).items).toMatchObject([{ kind: 'personal' }, { name: 'Les Jardins partagés', members: 2 }]);

    const secret = /lucie\.moreau@exemple\.fr +Lucie Moreau \(éditeur\) +TOTP ([A-Z2-7]{32})/.exec(first.output())?.[1] ?? '';
    const lucie = siteVisitor(address);
    const page = await lucie.type(await lucie.ask(), 'lucie.moreau@exemple.fr', 'Parvis-sur-ma-machine-1');
    const back = await siteSignIn(address, lucie.browser).send(page, { way: 'totp', code: codeOf(secret) });
    expect((await lucie.token({ grant_type: 'authorization_code', code: lucie.codeOf(back) })).status).toBe(200);

    const second = run(folder);
    expect((await once(second.process, 'exit'))[0]).toBe(1);
    expect(second.output()).toContain(`Parvis tourne déjà sur ces données : ${address}`);

    expect(await first.end('SIGINT')).toBe(0);
    expect(await processesOf(folder)).toEqual([]);
  });

  it('comes back at the same address with its data, and starts anew when told to', async () => {
    const { address } = JSON.parse(await readFile(join(folder, 'last-run.json'), 'utf8'));
    const people = () => readFile(join(folder, 'data', 'people.json'), 'utf8');
    const before = await people();
    const again = run(folder);
    expect(await again.ready()).toBe(address);
    expect(again.output()).not.toContain('comptes ouverts');
    expect(await people()).toBe(before);
    expect((await fetch(`${address}/api/fiches/particuliers/F265`)).status).toBe(200);
    expect(await again.end('SIGTERM')).toBe(0);

    const anew = run(folder, '--fresh');
    await anew.ready();
    expect(await people()).not.toBe(before);
    expect(await anew.end('SIGINT')).toBe(0);
  });

  const stopsCleanAfter = async (step: string, halfway: Run, place: string): Promise<void> => {
    await waitFor(step, async () => halfway.output().includes(step), READY_SECONDS);
    const asked = performance.now();
    expect(await halfway.end('SIGINT'), halfway.output()).toBe(0);
    expect(performance.now() - asked).toBeLessThan(10_000);
    expect(await processesOf(place)).toEqual([]);
  };

  it('stops clean in the middle of a synthesis', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'parvis-stop-'));
    try {
      await stopsCleanAfter('Parvis démarre', run(elsewhere), elsewhere);
    } finally {
      await rm(elsewhere, { recursive: true });
    }
  });

  it.each(['synthétisés', 'en marche', 'comptes ouverts'])('stops clean in the middle of a start, after « %s »', (step) =>
    stopsCleanAfter(step, run(folder, '--fresh'), folder),
  );
});
