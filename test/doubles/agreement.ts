import { expect } from 'vitest';
import type { Opened } from './cookie-browser.ts';
import type { SiteVisitor } from './site-visitor.ts';

interface Partner {
  id: string;
  returnsTo: string;
  secret: string;
}

/** The value of a field that a page hides in its form. */
export const hiddenField = ({ text }: Opened, name: string): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(text)?.[1] ?? '';

/** Somebody who is signed in agrees that a partner knows who they are, and the partner takes its tokens with the secret. */
export const agreeAt = async (visitor: SiteVisitor, { id, returnsTo, secret }: Partner) => {
  const question = await visitor.ask({ client_id: id, redirect_uri: returnsTo, scope: 'openid email' });
  const { location } = await visitor.browser.open(question.address.href, { form: { choice: 'accept' } });
  const back = await visitor.browser.follow(location ?? '', returnsTo);
  const reply = await visitor.token(
    { client_id: id, redirect_uri: returnsTo, grant_type: 'authorization_code', code: visitor.codeOf(back) },
    { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
  );
  expect(reply.status).toBe(200);
  return (await reply.json()) as { access_token: string; id_token: string };
};
