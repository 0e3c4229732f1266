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

/** Whether a Parvis already runs there: two on the same data would spoil it. */
export const answersAt = async (address: string): Promise<boolean> => {
  try {
    const reply = await fetch(`${address}/issuer/.well-known/openid-configuration`, { signal: AbortSignal.timeout(1000) });
    return reply.ok && ((await reply.json()) as { issuer?: string }).issuer === `${address}/issuer`;
  } catch {
    return false;
  }
};
