import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The address of the last run, kept so that the next one is found at the same place. */
export const lastRun = (file: string) => ({
  address(): string | undefined {
    try {
      return (JSON.parse(readFileSync(file, 'utf8')) as { address?: string }).address;
    } catch {
      return undefined;
    }
  },
  keep(address: string): void {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ address }));
  },
});

/** Whether a Parvis already runs there: two on the same data would spoil it. Its mailbox is there from the first moment, whoever speaks for people. */
export const answersAt = async (address: string): Promise<boolean> => {
  try {
    const reply = await fetch(`${address}/mailbox`, { signal: AbortSignal.timeout(5000) });
    return reply.ok && (await reply.text()).includes('– Parvis local</title>');
  } catch {
    return false;
  }
};
