import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { AccountId } from '../../../schemas/account.ts';
import { type Clock, epochSeconds } from '../../shared/clock.ts';
import type { Write } from '../../shared/store/commit.ts';

/** What the provider wants of a person before it goes on, and how far they have come. */
export interface SignIn {
  uid: string;
  /** `login`: who they are; `consent`: whether a partner may know. */
  prompt: 'login' | 'consent';
  clientId: string;
  /** Where the client asked to have them sent back: known to be its own. */
  clientAddress: string;
  scopes: string[];
  /** Absolute address at which the provider goes on. */
  returnTo: string;
  /** Whom the client believes to be there (`login_hint`): it types the address for them, and says nothing of who they are. */
  hint?: string | undefined;
  /** Who is signed in already, in this browser: no other person may take their place in the middle of it. */
  signedInAs?: AccountId | undefined;
  /** What this very request has settled before. */
  settled: Record<string, unknown>;
}

/** What somebody has shown of themselves so far, where that is not enough yet. */
export interface Shown {
  accountId: AccountId;
  /** Each proof by its name, in the order in which they came. */
  proofs: string[];
}

const Stored = z.object({
  payload: z.object({
    returnTo: z.url(),
    prompt: z.object({ name: z.enum(['login', 'consent']) }),
    params: z.object({ client_id: z.string(), redirect_uri: z.url(), scope: z.optional(z.string()), login_hint: z.optional(z.string()) }),
    session: z.optional(z.object({ accountId: z.optional(AccountId) })),
    lastSubmission: z.optional(z.record(z.string(), z.unknown())),
    result: z.optional(z.unknown()),
  }),
  expiresAt: z.number(),
});
const StoredShown = z.object({ accountId: AccountId, proofs: z.array(z.string()), expiresAt: z.number() });

/** Long enough to look for a telephone, and no longer: it stands for a password that was right. */
const SHOWN_SECONDS = 15 * 60;

const keyOf = (uid: string) => ({ pk: `Interaction#${uid}` });
const shownKey = (uid: string) => ({ pk: `Shown#${uid}` });

export interface SignInStore {
  /** Undefined when it has ended, or never was. */
  find(uid: string): Promise<SignIn | undefined>;
  shown(uid: string): Promise<Shown | undefined>;
  keepShown(uid: string, shown: Shown): Promise<void>;
  /** Ends it, in the transaction of what it ends with; fails when it was ended before. */
  endWrites(signIn: SignIn, result: Record<string, unknown>): Write[];
}

export const signInStore = (client: DynamoDBDocumentClient, table: string, clock: Clock): SignInStore => {
  const get = async (Key: { pk: string }) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
    return Item && Number(Item['expiresAt']) > epochSeconds(clock()) ? Item : undefined;
  };
  return {
    async find(uid) {
      const item = await get(keyOf(uid));
      if (!item) return undefined;
      const { payload } = Stored.parse(item);
      if (payload.result !== undefined) return undefined;
      return {
        uid,
        prompt: payload.prompt.name,
        clientId: payload.params.client_id,
        clientAddress: payload.params.redirect_uri,
        scopes: payload.params.scope?.split(' ') ?? [],
        returnTo: payload.returnTo,
        hint: payload.params.login_hint,
        signedInAs: payload.session?.accountId,
        settled: payload.lastSubmission ?? {},
      };
    },
    async shown(uid) {
      const item = await get(shownKey(uid));
      if (!item) return undefined;
      const { accountId, proofs } = StoredShown.parse(item);
      return { accountId, proofs };
    },
    async keepShown(uid, shown) {
      const Item = { ...shownKey(uid), ...shown, expiresAt: epochSeconds(clock()) + SHOWN_SECONDS };
      await client.send(new PutCommand({ TableName: table, Item }));
    },
    endWrites: ({ uid, settled }, result) => [
      {
        Update: {
          TableName: table,
          Key: keyOf(uid),
          UpdateExpression: 'SET payload.#result = :result',
          ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(payload.#result)',
          ExpressionAttributeNames: { '#result': 'result' },
          ExpressionAttributeValues: { ':result': 'error' in result ? result : { ...settled, ...result } },
        },
      },
      { Delete: { TableName: table, Key: shownKey(uid) } },
    ],
  };
};
