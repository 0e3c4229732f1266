import { createHmac } from 'node:crypto';
import type { Answer, Post, Posted } from '../../functions/webhooks/post/https-post.ts';

/** What a partner answers to its nth request. */
type Behaviour = (nth: number, posted: Posted) => Answer;

const accepted: Answer = { status: 204, retryAfter: undefined };

/** Verifies as the specification tells receivers to, with nothing of ours: true when a signature of the header is that of the secret. */
export const verifies = (secret: string, headers: Record<string, string | undefined>, body: string): boolean => {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const text = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const expected = createHmac('sha256', key).update(text, 'utf8').digest('base64');
  return (headers['webhook-signature'] ?? '').split(' ').some((one) => one === `v1,${expected}`);
};

/** A partner's machine, which remembers every request. */
export const aPartner = (behaviour: Behaviour = () => accepted) => {
  const received: Posted[] = [];
  let underWay = 0;
  let most = 0;
  const post: Post = async (posted) => {
    const nth = received.push(posted);
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((resolve) => setImmediate(resolve));
    underWay -= 1;
    return behaviour(nth, posted);
  };
  return { post, received, ids: () => received.map(({ headers }) => headers['webhook-id']), most: () => most };
};
