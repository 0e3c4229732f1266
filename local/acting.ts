import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Account, AccountId, type Role } from '../schemas/account.ts';
import type { Import, ImportScope } from '../schemas/import.ts';
import { routes } from '../schemas/routes/index.ts';
import { type Client, client } from '../web/client.ts';

/** What is needed to speak to a running Parvis for a person: its address, and somebody who signs tokens. */
export interface Stage {
  address: string;
  issuer: { mint(claims: { accountId: string; role: Role }): string };
}

export type Actor = Client<typeof routes>;

/** Calls the public API for one person, with a fresh token at each call. */
export const actAs = ({ address, issuer }: Stage, person: { accountId: string; role: Role }): Actor =>
  client(routes, { base: `${address}/api`, token: () => issuer.mint(person) });

/** Staff are invited in a later part; until then a token with the role is enough to act as one. */
export const actAsStaff = (stage: Stage, role: Exclude<Role, 'citizen'>): Actor =>
  actAs(stage, { accountId: AccountId.parse(randomUUID()), role });

export const openAccount = async (stage: Stage, email: string): Promise<{ account: Account; actor: Actor }> => {
  const account = await actAsStaff(stage, 'administrator').openAccount({ body: { email } });
  return { account, actor: actAs(stage, { accountId: account.id, role: 'citizen' }) };
};

/** Asks again until the answer is there; gives up with what it was waiting for. */
export const waitFor = async <Answer>(what: string, ask: () => Promise<Answer | undefined | false>, seconds = 60): Promise<Answer> => {
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    const found = await ask();
    if (found !== undefined && found !== false) return found;
    await sleep(50);
  }
  throw new Error(`after ${seconds} s still waiting for ${what}`);
};

/** Uploads an archive the way an editor's browser does, and follows the import to its end. */
export const importArchive = async (
  editor: Actor,
  archive: Uint8Array<ArrayBuffer>,
  scope: ImportScope,
  onProgress: (progress: Import) => void = () => {},
): Promise<Import> => {
  const { import: started, upload } = await editor.startImport({ body: scope });
  const form = new FormData();
  for (const [name, value] of Object.entries(upload.fields)) form.set(name, value);
  form.set('file', new Blob([archive], { type: 'application/zip' }), 'fiches.zip');
  const reply = await fetch(upload.url, { method: 'POST', body: form });
  if (!reply.ok) throw new Error(`upload refused: ${reply.status} ${await reply.text()}`);
  return waitFor(
    'the end of the import',
    async () => {
      const current = await editor.readImport({ params: { importId: started.id } });
      onProgress(current);
      return current.state === 'done' || current.state === 'refused' ? current : undefined;
    },
    600,
  );
};
