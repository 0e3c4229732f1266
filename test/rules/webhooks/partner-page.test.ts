import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SECRET_BYTES, secretText, signedHeaders } from '../../../functions/webhooks/rules/signature.ts';
import { cdkContext, stageFrom } from '../../../lib/stage.ts';
import { WebhookDeliveryId, WebhookRevision } from '../../../schemas/webhook.ts';

const page = readFileSync(new URL('../../../docs/webhooks.md', import.meta.url), 'utf8');
const blockOf = (language: string): string => new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(page)?.[1] ?? '';

type Verify = (secret: string, headers: Record<string, string>, body: string) => boolean;

/** What partners copy from the page is held to what we send. */
describe('the page for partners', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-partner-'));
  let isFromParvis: Verify;
  beforeAll(async () => {
    const file = join(folder, 'verify.mjs');
    writeFileSync(file, `${blockOf('js')}\nexport { isFromParvis };\n`);
    ({ isFromParvis } = (await import(file)) as { isFromParvis: Verify });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const secret = secretText(randomBytes(SECRET_BYTES));
  const former = secretText(randomBytes(SECRET_BYTES));
  const body = '{"type":"webhook.test","data":{"title":"Décès"}}';
  const now = Math.floor(Date.now() / 1000);
  const signed = (timestamp: number, ...secrets: string[]) => signedHeaders({ id: 'msg_1', timestamp, body }, secrets);

  it('verifies what we sign, with one secret or two', () => {
    expect(isFromParvis(secret, signed(now, secret), body)).toBe(true);
    expect(isFromParvis(secret, signed(now, former, secret), body)).toBe(true);
  });

  it('refuses another secret, another body, another id and an old request', () => {
    expect(isFromParvis(secret, signed(now, former), body)).toBe(false);
    expect(isFromParvis(secret, signed(now, secret), `${body} `)).toBe(false);
    expect(isFromParvis(secret, { ...signed(now, secret), 'webhook-id': 'msg_2' }, body)).toBe(false);
    expect(isFromParvis(secret, { ...signed(now, secret), 'webhook-timestamp': String(now + 1) }, body)).toBe(false);
    expect(isFromParvis(secret, signed(now - 600, secret), body)).toBe(false);
  });

  it('shows a request as we send it', () => {
    const example = blockOf('http');
    const { data } = JSON.parse(example.trim().split('\n').at(-1) ?? '') as { data: Record<string, unknown> };
    expect(Object.keys(data).toSorted()).toEqual(Object.keys(WebhookRevision.shape).toSorted());
    expect(WebhookDeliveryId.safeParse(/webhook-id: (\S+)/.exec(example)?.[1]).success).toBe(true);
  });

  it('tells the schedule of production', () => {
    const { retrySeconds } = stageFrom(cdkContext(), 'production').settings.webhooks;
    const hours = retrySeconds.filter((seconds) => seconds >= 3600).map((seconds) => seconds / 3600);
    const said = `${hours.slice(0, -1).join(', ')} et ${hours.at(-1)} heures`;
    expect(page).toContain(
      `aussitôt, puis après ${retrySeconds[0]} secondes, ${(retrySeconds[1] ?? 0) / 60} minutes, ${(retrySeconds[2] ?? 0) / 60} minutes, ${said}`,
    );
  });
});
